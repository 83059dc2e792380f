"""Is it a measure of somebody's body that identifies: a fingerprint, a face, a voice?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser
from audit.observe.vocabulary.answers import ASIDE
from audit.observe.vocabulary.look_alikes import NO_PERSON

_NUMBER = "-?[0-9]{1,6}(?:[.][0-9]{1,20})?(?:e[-+]?[0-9]{1,3})?"
_VECTOR = rf"[\[({{]? ?{_NUMBER}(?:[,;] ?{_NUMBER}| {_NUMBER}){{7,}} ?[\])}}]?"


RECOGNISER = Recogniser(
    entity="BIOMETRIC",
    category="special",
    says="biometric data",
    pattern=f"{_VECTOR}|[0-9a-z+/_-]{{100,}}={{0,2}}",
    shape=rf"\S{{1,4000}}|{_VECTOR}|{ASIDE}",
    needs_header=True,
    header=(
        "biometric", "biometrics", "biometric id", "biometric template", "biometric data", "fingerprint", "fingerprints",
        "fingerprint template", "fingerprint hash", "finger template", "minutiae", "face embedding", "face vector",
        "face encoding", "facial recognition", "face template", "face id", "faceid", "facial features", "facial embedding",
        "iris scan", "iris template", "iris code", "retina scan", "voiceprint", "voice print", "voice template",
        "speaker embedding", "palm print", "hand geometry", "gait", "keystroke dynamics", "fingerabdruck", "gesichtsvektor",
        "gesichtserkennung", "gesichtsbild", "iriscan", "stimmabdruck", "biometrie", "biometrische daten",
        "biometrische merkmale", "empreinte digitale", "empreintes digitales", "reconnaissance faciale", "gabarit biometrique",
        "donnees biometriques", "empreinte vocale", "huella dactilar", "huellas dactilares", "huella", "reconocimiento facial",
        "datos biometricos", "plantilla biometrica", "impronta digitale", "impronte digitali", "riconoscimento facciale",
        "dati biometrici", "vingerafdruk", "gezichtsherkenning", "biometrische gegevens", "odcisk palca", "odciski palcow",
        "rozpoznawanie twarzy", "dane biometryczne", "wzorzec biometryczny", "impressao digital", "impressoes digitais",
        "reconhecimento facial", "dados biometricos", "bio template", "biom template", "biometric hash", "biometric vector",
        "biometric template id", "biometric enrolled", "finger print", "fingerprint img", "fingerprint image",
        "fingerprint data", "fingerprint id", "fp template", "fp minutiae", "thumbprint", "thumb print", "left thumb",
        "iris", "iris image", "iris vector", "retina", "face descriptor", "face descriptors", "face feature",
        "face features", "face vec", "face emb", "face image", "face img", "face photo", "faceprint", "face print",
        "facial vector", "facial template", "facial scan", "facial geometry", "selfie", "selfie embedding", "arcface", "facenet",
        "facenet embedding", "voice embedding", "voice vector", "voice sample", "voice biometrics", "speaker vector",
        "speaker id vector", "xvector", "palm vein", "palm template", "hand scan", "vein pattern", "signature biometrics",
        "typing pattern", "gait vector", "ear print", "gesichts vektor", "gesichts embedding", "gesichtsscan",
        "gesichtstemplate", "gesichtsmerkmale", "gesichts id", "finger abdruck", "fingerabdrucke", "fingerabdruckscan",
        "fingerscan", "daumenabdruck", "irisscan", "iris scan daten", "netzhautscan", "stimmprofil", "stimmprobe", "stimmvektor",
        "sprecherprofil", "venenmuster", "handflachenscan", "biom merkmal", "biom daten", "biometrisches merkmal",
        "biometrisches template", "biometrische vorlage", "lichtbild vektor", "empreinte doigt", "empreinte digit",
        "empr digitale", "gabarit visage", "gabarit facial", "vecteur visage", "vecteur facial", "visage vecteur", "scan visage",
        "reco faciale", "recon faciale", "iris oeil", "scan iris", "signature vocale", "biometrie vocale", "donnee biometrique",
        "gabarit empreinte", "vector facial", "vector rostro", "plantilla facial", "plantilla huella",
        "rasgos faciales", "biometria", "biometria facial", "dato biometrico", "huella digital", "huella dact", "huella vocal",
        "voz vector", "escaneo facial", "escaneo iris", "iris ojo", "recon facial", "firma biometrica", "vettore facciale",
        "vettore volto", "volto vettore", "template facciale", "template impronta", "impronta vocale", "impronta dig",
        "scansione iride", "iride", "scansione volto", "biometria vocale", "ricon facciale", "tratti del volto",
        "gezichtsvector", "gezichts vector", "gezichtsprofiel", "gezichtsscan", "gezichtskenmerken", "vinger afdruk",
        "vingerafdrukken", "vingerscan", "irisscan oog", "stemafdruk", "stemprofiel", "stemvector", "biometrisch kenmerk",
        "biometrisch sjabloon", "biometrisch gegeven", "handpalmscan", "wektor twarzy", "twarz wektor", "szablon twarzy",
        "cechy twarzy", "skan twarzy", "odcisk palc", "odciski palc", "wzor palca", "skan teczowki", "teczowka", "probka glosu",
        "wektor glosu", "odcisk glosu", "biom wzorzec", "szablon biometryczny", "vetor facial", "vetor rosto", "vetor da face",
        "modelo facial", "template facial", "impressao digit", "impr digital", "impressao vocal", "voz vetor", "iris do olho",
        "leitura iris", "digitais", "template biometrico", "modelo biometrico", "rec facial",
    ),
    hints=(
        "embedding", "embeddings", "vector", "vecteur", "vektor", "vettore", "wektor", "vetor", "template", "descriptor",
        "feature vector", "face", "gesicht", "visage", "rostro", "volto", "gezicht", "twarz", "rosto", "voice", "finger",
    ),
    not_header=(
        *STATISTICS, *COUNTS, *NO_PERSON, "browser", "device", "hash key", "ssh", "key", "tls", "certificate", "canvas",
        "species", "flower", "plant", "petal", "sepal", "enabled", "audio", "acoustic", "molecular", "carbon", "carbono",
        "ecologica", "text", "product", "sentence", "document", "query", "item", "dataset", "iris setosa", "iris species",
        "versicolor", "cpu", "environmental", "footprint", "co2", "brick", "tile", "publication", "clock", "font",
    ),
    kinds=("text", "integer", "boolean", "number"),
    examples=("Rk1SACAyMAAAAAEIAAABPAFiAMUAxQEAAAAoKA==", "[0.12, -0.03, 0.44, 0.91, -0.22, 0.08, 0.31, 0.05]", "yes"),
    counter_examples=("",),
)  # fmt: skip
