package org.jlixir.runtime.process;

/** What a port is to the process behind it. */
public interface PortProcess {
    /** Called when the process has ended and all who are linked to it or watch it have been told. */
    void ended();
}
