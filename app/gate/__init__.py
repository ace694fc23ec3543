"""The gate: the one process with the network, which sends what was approved, byte for byte, and nothing else.

It has no files, no vault, no model and no keyboard; what it may say to whom is decided and sealed before it
hears of it.

Modules:
    port: what may be asked of it, and the events that come back.
    body: the exact bytes that would go, built where they can be shown; pure.
    approval: the seal on those bytes, set by the review and checked in the gate.
    address: what a base address may look like, and what the gate may connect to; pure.
    wire: one connection: names, TLS, proxies, pins, limits, cancel.
    exchange: one HTTP/1.1 request over it, and its bounded answer.
    stream: server-sent events, and the two dialects of providers; pure.
    pace: how many requests a minute, and when a failed one may be tried again; pure.
    service: all of that as the gate's process.
    keys: where the keys of providers are kept (not in the gate's process).
"""
