package dev.ferry.artifact;

import dev.ferry.text.Messages;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/// Tells what is downloaded, and ends downloads when nobody waits for them any more.
final class Downloads extends AbstractTransferListener {
    private final Consumer<String> progress;
    private volatile boolean isStopped;

    Downloads(Consumer<String> progress) {
        this.progress = progress;
    }

    /// Nobody waits any more: what is under way ends with its next piece, and its torn file is dropped.
    void stop() {
        isStopped = true;
    }

    @Override
    public void transferInitiated(TransferEvent event) throws TransferCancelledException {
        endIfStopped();
    }

    @Override
    public void transferStarted(TransferEvent event) throws TransferCancelledException {
        endIfStopped();
        var name = event.getResource().getResourceName();
        if (name.endsWith(".jar")) {
            progress.accept(line(name.substring(name.lastIndexOf('/') + 1), event));
        }
    }

    /// How large it is is known where the server says so.
    private static String line(String name, TransferEvent event) {
        var bytes = event.getResource().getContentLength();
        return bytes < 0 ? name : Messages.text("artifact.progress.file", name, Megabytes.text(bytes));
    }

    @Override
    public void transferProgressed(TransferEvent event) throws TransferCancelledException {
        endIfStopped();
    }

    private void endIfStopped() throws TransferCancelledException {
        if (isStopped) {
            throw new TransferCancelledException("nobody waits for it");
        }
    }
}
