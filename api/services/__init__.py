"""One noun a file, one verb a function: gather facts, ask the rules, write rows + audit event + outbox row.

`session` first, `by=` the actor. No commit, no HTTP. Each noun has one `visible(actor)`.
"""
