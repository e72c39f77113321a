/** Processes: mailboxes, signals, links, monitors, the scheduler. Start with {@link org.jlixir.runtime.process.Proc}. */
@NullMarked
package org.jlixir.runtime.process;

import org.jspecify.annotations.NullMarked;
