package dev.ferry.artifact;

import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/// Tells what is downloaded, and ends downloads when the thread that asked for them is interrupted: the
/// resolver itself does not look.
final class Downloads extends AbstractTransferListener {
    private final Thread asker;
    private final Consumer<String> progress;

    Downloads(Thread asker, Consumer<String> progress) {
        this.asker = asker;
        this.progress = progress;
    }

    @Override
    public void transferInitiated(TransferEvent event) throws TransferCancelledException {
        stopIfInterrupted();
        var name = event.getResource().getResourceName();
        if (name.endsWith(".jar")) {
            progress.accept(name.substring(name.lastIndexOf('/') + 1));
        }
    }

    @Override
    public void transferProgressed(TransferEvent event) throws TransferCancelledException {
        stopIfInterrupted();
    }

    private void stopIfInterrupted() throws TransferCancelledException {
        if (asker.isInterrupted()) {
            throw new TransferCancelledException("interrupted");
        }
    }
}
