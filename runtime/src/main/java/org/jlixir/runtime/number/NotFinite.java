package org.jlixir.runtime.number;

/** Leads from a float calculation that has left the finite numbers to code that does it again and raises the error. */
public final class NotFinite extends RuntimeException {
    @SuppressWarnings("StaticAssignmentOfThrowable") // It says nothing of where it comes from.
    static final NotFinite GIVEN_UP = new NotFinite();

    private NotFinite() {
        super(null, null, false, false);
    }
}
