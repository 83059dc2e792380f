"""From verdicts of rules to one answer: may this be released under this policy?"""
