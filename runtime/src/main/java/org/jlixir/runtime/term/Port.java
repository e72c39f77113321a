package org.jlixir.runtime.term;

/** A port identifier. Ordered by number. */
public abstract class Port implements Comparable<Port> {}
