/**
 * Where the time of a program goes, in the terms of its source. {@link org.jlixir.repl.profile.Profiler} has the JDK's Flight Recorder
 * take samples while the program runs; {@link org.jlixir.repl.profile.SampleReader} makes stacks of Elixir functions of them, {@link
 * org.jlixir.repl.profile.Profile} counts these, {@link org.jlixir.repl.profile.ProfileTables} and {@link
 * org.jlixir.repl.profile.FlameGraph} show them.
 */
@NullMarked
package org.jlixir.repl.profile;

import org.jspecify.annotations.NullMarked;
