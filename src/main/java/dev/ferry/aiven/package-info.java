/// Aiven's REST API, as far as a migration needs it.
///
/// Start at {@link AivenClient}. The only package that imports `java.net.http`. It must not know what a
/// migration is: it looks at services, makes one, waits for it, switches migration mode off.
@NullMarked
package dev.ferry.aiven;

import org.jspecify.annotations.NullMarked;
