"""What the root script `sotto` needs on a developer's or a user's machine. Standard library only.

Modules:
    environment: where things are made and under which names; all that a second start looks at.
    set_up: the first start: makes the environment and the engine, under a lock.
    system: what the operating system lacks, and the packages that have it.
    progress: the steps, as a person sees them.
    developer: `./sotto test` and `./sotto lock`.
"""
