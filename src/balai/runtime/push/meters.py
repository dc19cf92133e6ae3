"""What the push process counts; a registry of its own, for its own ``/metrics``."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
REGISTRY = CollectorRegistry()
STREAMS = Gauge("balai_push_streams", "Open streams by kind.", ["kind"], registry=REGISTRY)
SENT = Counter("balai_push_sent", "Contents given to streams.", ["kind"], registry=REGISTRY)
READING = Histogram(
    "balai_push_reading_seconds",
    "Time to read a place after a change.",
    buckets=BUCKETS,
    registry=REGISTRY,
)
DROPPED = Counter("balai_push_dropped", "Streams given up because the reader was slow.", registry=REGISTRY)
REFUSED = Counter("balai_push_refused", "Streams refused, by reason.", ["reason"], registry=REGISTRY)
LISTENING = Gauge("balai_push_listening", "1 while the database tells of changes.", registry=REGISTRY)
