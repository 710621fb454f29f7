package dev.ferry.cassandra;

/// How many replicas have to agree on an answer, as far as Ferry reads.
public enum Consistency {
    ONE,
    LOCAL_ONE,
    LOCAL_QUORUM,
    QUORUM,
    ALL
}
