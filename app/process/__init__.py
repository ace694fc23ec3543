"""One process, one power: the plumbing that all of Sotto's services share.

A service is an ordinary class behind a typed Protocol. The child runs ``run_service``; the parent calls
``start_service`` and gets a proxy of the same Protocol.

Modules:
    channel: length-limited msgpack frames, a closed set of types.
    remote: Protocol -> proxy (parent) and dispatcher (child): calls, streams, cancel, deadlines.
    service: spawn, restart with back-off, kill, death with the parent.
    sandbox: what the operating system takes away from a service.
"""
