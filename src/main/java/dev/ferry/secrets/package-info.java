/// Secrets, the stores that hold certificates and keys, and the redactor that keeps both out of
/// everything written.
///
/// Start at {@link Secret}. The only package that imports BouncyCastle and the key ring library.
@NullMarked
package dev.ferry.secrets;

import org.jspecify.annotations.NullMarked;
