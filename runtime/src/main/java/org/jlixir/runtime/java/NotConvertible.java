package org.jlixir.runtime.java;

/** A value does not fit a parameter after all: the call is to look for another overload. Never seen outside this package. */
final class NotConvertible extends RuntimeException {
    NotConvertible() {
        super(null, null, false, false);
    }
}
