package org.jlixir.runtime.term;

/** A process identifier. Ordered by number. */
public abstract class Pid implements Comparable<Pid> {}
