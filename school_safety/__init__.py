"""Ground floor and roof of the house; the floors may call down, never up.

urls, demo            the roof: every door, and the demo district
home, reports, office each role's first screen; the reading room; the clerks
lessons               TEACH  (own package)
surveys               ASK    (own package)
interventions         HELP   (own package)
notices, documents, web   telling people, printing, shared HTTP manners
consents, access      why we may hold or share it; who may do what, where
schools, accounts, audit, clock, limits, volatile, vault, kernel   the ground
"""
