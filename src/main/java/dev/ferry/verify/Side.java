package dev.ferry.verify;

/// One of the two clusters that are compared.
public enum Side {
    SOURCE,
    TARGET
}
