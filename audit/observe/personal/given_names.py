"""Which given names are common? Those that are not also everyday words in a table's cells or column names.

Written by hand from general knowledge of European, American and widespread international names; without accents.
"""

from __future__ import annotations

GIVEN_NAMES: frozenset[str] = frozenset(
    """
    aaron abdul abdullah abigail adam addison adrian adriana agata agnes agnieszka ahmad ahmed aiden aino aisha akira
    alan alana alasdair albert alberto alejandra alejandro aleksander aleksandr aleksandra alessandra alessandro
    alessia alexander alexandra alexandre alexis alfonso alfred alfredo ali alice alicia alina alison alistair allison
    alvaro alyssa amanda amara amelia amelie amina aminata amir amit amy ana anastasia anatoly anders andre andrea
    andreas andrei andres andrew andrzej aneta angela angelica angelina angelo anika anita anja anjali ann anna anne
    anneke annelies annette annie anouk anthony antje antoine anton antonella antonia antonio aoife arash aria arjun
    armando arnaud arne arthur artur arturo ashley astrid attila aubrey audrey aurelie aurora ava axel ayesha ayse
    balazs barbara bart bartosz bastian beata beate beatrice beatriz becca becky ben benedikt bengt benjamin bernard
    bernardo bernd beth bettina betty bianca birgitta bjorn blake blanca bob bobby bogdan bonnie boris bozena brad
    bradley bram brandon brenda brendan brent brett brian bridget brigitte britta brittany brody bruce bruno bryan
    byron caitlin caitlyn caleb callum calvin cameron camila camille carla carlo carlos carmen caroline carolyn
    cassandra caterina catherine cathy cecile cecilia cedric celine cesar chad charles chiara chinedu chloe chris
    christa christelle christiane christina christine christoph christophe christopher cian cindy claire clara clarence
    claudia claudio claus clement clifford cody colin connor constance cora corinna corinne cornelia courtney craig
    cristian cristina curtis cynthia daan dagmar damian damien dan daniel daniela daniele danielle danny danuta dario
    dariusz darnell darrell darren darryl dave david davide deandre debbie deborah debra deepak delphine denis denise
    dennis derek derrick desmond despina detlef diane dianne didier diego dieter dimitri dimitris dirk dmitri dolores
    dominic dominik dominika dominique donald donna doris dorota dorothea dorothy doug douglas dragan dusan dwayne
    dylan ebba eddie edeltraud edgar edith edna eduard eduardo edward edwin eero eileen ekaterina ekkehard elaine elena
    eleni eleonora elias elif elijah elin elisa elisabeth elise elizabeth ella ellen elodie elvira emanuele emil emilia
    emilie emilio emily emma emmanuel emre enrico enrique eoin eric erica erich erik erika erin erma ernest ernesto
    ernst esteban esther eszter ethan ethel etienne eugene eugenia eva evan evelyn ewa fabian fabien fabio fatima fatma
    fatou federica federico felicia felipe felix femke ferdinand ferenc fergus fernanda fernando filip filippo finn
    fiona florian floyd francesca francesco francisca francisco franck francois francoise franz fred freddie frederic
    frederick frederik frieda friedrich fritz gabor gabriel gabriela gabriele gabriella gaelle gail ganesh gareth
    garrett garth gary gavin genevieve geoffrey george georges georgina gerald geraldine gerard gerardo gerd gerhard
    gertrud gertrude gianluca gilbert giorgia giorgio giorgos giovanna giovanni gisela giulia giuliana giulio giuseppe
    gloria gonzalo goran gordon grazyna greg gregory greta grzegorz gudrun guido guillaume guillermo gunilla gunnar
    gunter gustav gustavo gwen gwyneth hailey hakan halina hamish hana hanna hannah hanne hannes hans harald harold
    harriet harry hartmut haruto hassan hatice hazel hector heidi heike heiko heinrich heinz helen helena helene helga
    helmut henri henrik henry herbert herman hermann hilda hilde hildegard hiroshi holger howard hubert hugo huseyin
    hussein ian ibrahim ida ignacio igor ildiko ilse ines inga inge ingeborg ingrid ingvar inmaculada ioana ionut irena
    irene ireneusz irina irma irmgard isaac isabel isabella isabelle isaiah isla ismail istvan ivan ivana iwona jaap
    jack jackie jacob jacqueline jacques jadwiga jaime jakob jakub jamal james jamie jan jana jane janet janice janine
    jannik janusz jared jaroslav jaroslaw jason jasper javier jay jayden jean jeanette jeanne jeannette jeff jeffery
    jeffrey jelena jenn jenna jennifer jenny jens jeremy jermaine jerome jerry jerzy jessica jill jim jimmy jiri
    joachim joan joana joann joanna joao joaquin jochen joel johan johann johanna johannes john johnnie johnny jolanta
    jon jonas jonathan joost jorg jorge joris jose josef josefa josefina joseph josephine josh joshua jovana joyce juan
    juana juanita judith judy juha jukka julia julian juliana julie julien juliette julio jun jurgen justin justyna
    kacper kai kaitlyn kamil karen karim karin karina karl karla karolina katalin katarina katarzyna kate katerina
    katharina katherine kathleen kathrin kathryn kathy katie katja katrin kayla keith kelli kelly kelsey ken kenji
    kenneth kerstin kevin khadija khalid kim kimberly kirsten kjell klaus kofi konrad konstantin kostas kristen kristin
    kristina kristine krisztian krystyna krzysztof kurt kwame kyle kylie lakeisha landon lara larissa larry lars laszlo
    latisha latoya laura lauren laurence laurent laurie layla lea leah leif leila lena leni lenka lennart leo leon
    leonard leonardo leonie leroy leslie lester leszek leticia levi liam lidia lieke lilly linda lindsay lindsey ling
    lisa lloyd logan lorena lorenzo loretta lori lotte louis louise lourdes luc luca lucas lucia luciana luciano lucie
    lucille lucy ludmila ludovic ludwig luigi luis luisa lukas lukasz luke lydia lynn lynne maarten maciej mackenzie
    madeleine madelyn magdalena mahmoud maike maja makayla malcolm malgorzata malgosia malik malte mamadou manfred
    manon manuel manuela marc marcel marcela marcello marcia marcin marco marcos marcus marek margaret margarita margot
    maria mariam marian mariana marianne marie mariela marija marijke marilyn marina mario marion marisa marisol
    marissa mariusz marjorie marketa marko markus marlene marloes marta martha martin martina martine marvin mary
    maryam mateo mateusz mathias mathieu mathilda mathilde mats matt matteo matthew matthias matthieu matti maureen
    maurice mauricio maurizio mauro maxime maximilian mckenzie megan mehmet mei meike melanie melinda melissa melvin
    mercedes meredith mia michael michaela michal micheal michel michele michelle mieke miguel mihai mika mikael mike
    mikhail mila milan mildred milena milica milos milton ming miranda miriam mirjana miroslaw mitchell mohamed
    mohammad mohammed moises monica monika monique montserrat moussa muhammad murat mustafa myriam nadia nadine nancy
    naomi natalia natalie natascha natasha nathalie nathan nathaniel neha neil nele nelly nelson ngozi niamh nicholas
    nick nicola nicolas nicole nicoletta niels nikita nikola nikolai nikolas nikos nils nina noah noel nora norbert
    norma norman noura octavio oddvar oksana olaf oleg olga oliver olivia olivier omar oscar oskar osman otto ousmane
    owen pablo padraig pamela paola paolo pascal patricia patrick patrizia patryk paul paula paulina pauline paulo
    pawel pedro peggy pekka perry peter petr petra philip philipp philippe phillip phyllis pia pierre pieter pietro
    pilar piotr pooja preston priya priyanka przemyslaw quentin rachel rachid radka rafael rafal ragnhild rahul raimund
    rainer raj rajesh ralf ralph ramesh ramon ramona randall randy raphael rashid raul ravi raymond rebecca regina
    reinhard remi renata renate rene renee rhys ricardo riccardo richard rick ricky rita robert roberta roberto robin
    rocio rodney rodrigo roger roland rolf romain roman ronald ronan ronnie ronny rosa rosario rosemary roswitha
    roxanne ruben rudiger rudolf russell ruth ruud ryan sabina sabine sabrina sally salma salvatore sam samantha samir
    samira samuel sander sandra sandrine sandy sanjay sanne sara sarah sascha sasha scarlett sean sebastian sebastien
    selena serge sergei sergey sergio serkan severine shane shannon sharon shaun shawn sheila shirley sibylle siegfried
    siegrid sigrid sigurd silke silvia simon simona simone sinead siobhan sjoerd slawomir sofia solveig sonia sonja
    sophia sophie stacey stacy stanislaw stefan stefania stefanie stefano steffen stelian stella stephan stephane
    stephanie stephen steve steven stuart sunil suresh susan susana susanna susanne suzanne sven svenja svetlana
    sylvain sylvia sylvie sylwia szabolcs szymon takeshi tamara tamika tanja tanner tanya tara tatiana ted teresa
    teresita terrance terrence terry thea thelma theo theodor theodora theodore theresa therese thibault thierry thijs
    thilo thomas thorsten tibor tiffany tim timo timothy tina tobias todd tom tomas tomasz tommaso tommy tony torben
    torbjorn torsten tracey tracy travis trent trevor tristan tuomas tyler tyrone ulf ulla ulrich ulrike umberto ursula
    ute uwe vaclav valentin valentina valeria valerie vanessa vera vernon veronica veronika veronique vesna vicente
    vicki vicky victor vijay ville vincent vincenzo viola violetta virginie vittorio vivian vladimir volker waldemar
    walter waltraud wanda wayne wei wendy werner wesley wiebke wieslaw wilfried wilhelm willem william willie wilma wim
    wojciech wolfgang wouter xavier yannick yannis yasmin yilmaz yolanda youssef yuki yuri yusuf yves yvette yvonne
    zachary zainab zbigniew zdenek zeynep zoe zoey zofia zoltan zoran zsuzsanna
    """.split(),  # noqa: SIM905 - a long list of names reads better as text
)
"""In lower case without accents."""
