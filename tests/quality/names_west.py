"""Which English, German and French names do the tables use? Common ones, written down from general knowledge."""

from __future__ import annotations

EN_GIVEN = """
James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard Susan Joseph Jessica Thomas Sarah
Charles Karen Christopher Nancy Daniel Lisa Matthew Betty Anthony Margaret Mark Sandra Donald Ashley Steven Kimberly Paul Emily
Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Dorothy George Melissa Edward Deborah Ronald Stephanie Timothy Rebecca
Jason Sharon Jeffrey Laura Ryan Cynthia Jacob Kathleen Gary Amy Oliver Chloe Callum Imogen Rhys Siobhan Declan Priya Jamal Aisha
"""
EN_FAMILY = """
Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Moore Jackson Martin Thompson White Harris Clark Lewis
Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall Campbell Mitchell Carter Roberts Turner Phillips
Evans Parker Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Bailey Reed Kelly Howard Ward Cox Richardson
Watson Brooks Bennett Gray Hughes Price Sanders Patel Khan O'Brien O'Connor MacDonald McCarthy Ahmed Fitzgerald Okafor Nguyen
"""
DE_GIVEN = """
Peter Ursula Michael Monika Thomas Petra Andreas Sabine Wolfgang Renate Klaus Helga Jürgen Karin Günter Brigitte Stefan Ingrid
Christian Erika Uwe Andrea Werner Gisela Horst Claudia Frank Susanne Dieter Gabriele Manfred Christa Heinz Birgit Matthias Elke
Rainer Heike Bernd Martina Jens Angelika Sven Anja Tobias Katrin Florian Nicole Lukas Hannah Leon Mia Finn Lea Jonas Lena Felix
Johanna Maximilian Franziska Moritz Annika Björn Käthe Jörg Sören Jana Mehmet Ayşe Karl-Heinz Hans-Peter Anne-Marie Eva-Maria
"""
DE_FAMILY = """
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann
Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler
Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther
Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Çelik von_Bergen Groß
"""
FR_GIVEN = """
Jean Marie Pierre Nathalie Michel Isabelle Philippe Sylvie Alain Catherine Nicolas Martine Christophe Christine Patrick Françoise
Daniel Valérie Frédéric Sandrine Bernard Stéphanie Laurent Véronique Julien Sophie Stéphane Céline Sébastien Chantal David Anne
Thierry Brigitte Olivier Julie Alexandre Patricia Éric Laetitia Thomas Aurélie Pascal Caroline Bruno Émilie Guillaume Monique Antoine
Camille Vincent Hélène Maxime Chloé Jérôme Manon Hugo Léa Théo Inès Mathis Zoé Gaël Noémie Karim Fatima Jean-Luc Marie-Claude
Jean-Pierre Anne-Sophie Rémi Élodie Yann Maëlle
"""
FR_FAMILY = """
Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel
Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier
Chevalier François Legrand Gauthier Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis
Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Barbier Benali Le_Gall de_Villiers
"""
