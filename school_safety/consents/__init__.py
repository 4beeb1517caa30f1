"""Why we may hold or share it: purposes, consents, the basis ledger."""
