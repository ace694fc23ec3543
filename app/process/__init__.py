"""One process, one power: the plumbing that all of Sotto's services share.

A service is an ordinary class behind a typed Protocol. The child runs ``run_service``; the parent calls
``start_service`` and gets a proxy of the same Protocol.

Modules:
    channel: length-limited msgpack frames, a closed set of types.
    method: a method of a Protocol and its decoders.
    remote: Protocol -> proxy: calls, streams, cancel, deadlines (the parent's side).
    dispatch: the same Protocol served, one call after another (the child's side).
    spawn: one operating-system process: start, kill, how it ended.
    service: all of that as one object.
    supervision: starting it again after a crash, with back-off, and not for ever.
    child: from the first instruction of a service to its first call; death with the parent.
    sandbox: what the operating system takes away from a service.
"""
