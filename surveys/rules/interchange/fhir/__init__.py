"""FHIR Questionnaire R4 and R5 with SDC scoring, read leniently and weighed strictly."""
