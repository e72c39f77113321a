package org.jlixir.runtime.term;

/** A reference. Ordered by number. */
public abstract class Reference implements Comparable<Reference> {}
