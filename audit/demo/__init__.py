"""An invented lender: applicants, a biased decision, and a model that has learnt it."""
