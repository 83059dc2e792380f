"""Which Spanish, Italian and Polish names do the tables use? Common ones, written down from general knowledge."""

from __future__ import annotations

ES_GIVEN = """
Antonio María Manuel Carmen José Josefa Francisco Isabel David Ana Juan Dolores Javier Pilar Daniel Laura Carlos Cristina Jesús Marta
Alejandro Lucía Miguel Francisca Rafael Antonia Pedro Elena Pablo Raquel Ángel Rosa Sergio Paula Fernando Concepción Jorge Sara Luis
Mercedes Alberto Teresa Álvaro Beatriz Diego Nuria Adrián Silvia Raúl Julia Enrique Rocío Ramón Alba Vicente Irene Iván Montserrat
Rubén Encarnación Óscar Andrea Andrés Mónica Joaquín Sofía Santiago Ángela Gonzalo Yolanda Iker Leire Jordi Núria Xoán Ximena
"""
ES_FAMILY = """
García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz Álvarez
Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega
Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto
Herrera Peña León Márquez Cabrera Gallego Calvo Vidal Campos Reyes Vega Fuentes Carrasco Aguilar Caballero Nieto Etxeberria Puig
"""
IT_GIVEN = """
Giuseppe Maria Giovanni Anna Antonio Giuseppina Mario Rosa Luigi Angela Francesco Giovanna Angelo Teresa Vincenzo Lucia Pietro Carmela
Salvatore Caterina Carlo Francesca Franco Antonietta Domenico Carla Bruno Elena Paolo Concetta Michele Rita Giorgio Margherita Aldo
Franca Sergio Paola Luciano Laura Marco Giulia Alessandro Chiara Andrea Federica Matteo Silvia Lorenzo Martina Davide Valentina Simone
Elisa Stefano Sara Roberto Alessia Fabio Ilaria Luca Beatrice Riccardo Giorgia Niccolò Noemi Edoardo Ginevra Emanuele Serena
"""
IT_FAMILY = """
Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Mancini Costa Giordano Rizzo Lombardi
Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra
Coppola De_Santis D'Angelo Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina Sala De_Angelis
Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani
"""
PL_GIVEN = """
Anna Piotr Maria Krzysztof Katarzyna Andrzej Małgorzata Tomasz Agnieszka Jan Barbara Paweł Ewa Michał Krystyna Marcin Elżbieta Jakub
Magdalena Adam Joanna Łukasz Aleksandra Marek Zofia Grzegorz Monika Stanisław Teresa Mateusz Danuta Wojciech Natalia Mariusz Karolina
Dariusz Marta Zbigniew Beata Jerzy Dorota Maciej Julia Robert Jadwiga Rafał Janina Kamil Alicja Jacek Hanna Tadeusz Halina Józef
Iwona Szymon Grażyna Kacper Irena Bartosz Wiktoria Jarosław Paulina Sławomir Justyna Filip Bożena Janusz Żaneta Mirosław Kinga
"""
PL_FAMILY = """
Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Mazur Jankowski
Kwiatkowski Wojciechowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Król Michalski Wróbel Wieczorek Jabłoński Nowakowski
Majewski Olszewski Dudek Jaworski Malinowski Adamczyk Pawlak Górski Nowicki Sikora Witkowski Rutkowski Walczak Baran Michalak
Szewczyk Ostrowski Tomaszewski Zalewski Wróblewski Pietrzak Marciniak Jasiński Sadowski Bąk Duda Zawadzki Jakubowski Wilk Włodarczyk
Chmielewski Borkowski Sokołowski Szczepański Sawicki Lis Kucharski Mazurek Kubiak Kalinowski Wysocki Maciejewski Czarnecki
"""
