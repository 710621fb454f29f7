package dev.ferry.settings;

import dev.ferry.Version;
import dev.ferry.json.JsonException;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The settings on disk.
///
/// A change holds at once and is on the disk shortly after. What is written is not what this process
/// believes but what stands there now with this process's changes on it: two Ferrys at once lose nothing
/// to each other. A file that cannot be understood is put aside and said, never overwritten.
public final class SettingsFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final Duration DELAY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Path file;
    private final Duration delay;
    private final Clock clock;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("settings").factory());
    private final List<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
    private final List<UnaryOperator<Settings>> unsaved = new ArrayList<>();
    private Settings settings;
    private @Nullable Failure trouble;
    private @Nullable ScheduledFuture<?> due;

    private SettingsFile(Path folder, Duration delay, Clock clock) {
        this.folder = folder;
        this.file = folder.resolve("settings.json");
        this.delay = delay;
        this.clock = clock;
        this.settings = readOrUsual();
    }

    /// The settings of this folder, or the usual ones; never fails, see {@link #trouble()}.
    public static SettingsFile in(Path folder) {
        return in(folder, DELAY, Clock.systemUTC());
    }

    static SettingsFile in(Path folder, Duration delay, Clock clock) {
        return new SettingsFile(folder, delay, clock);
    }

    /// Where they lie.
    public Path path() {
        return file;
    }

    /// The settings now.
    public synchronized Settings settings() {
        return settings;
    }

    /// What went wrong with the file last: unreadable, put aside as damaged, unwritable; empty if nothing.
    public synchronized Optional<Failure> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// Changes them: at once for whoever asks, on the disk half a second after the last change.
    ///
    /// @param change applied now, and once more to what is on the disk by then: without side effects
    public void change(UnaryOperator<Settings> change) {
        synchronized (this) {
            settings = change.apply(settings);
            unsaved.add(change);
            if (due != null) {
                due.cancel(false);
            }
            due = writer.schedule(this::save, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
        tell();
    }

    /// Hears of every change, also of what another Ferry had written when this one saves. From any thread.
    ///
    /// @return to be run when nobody listens any more
    public Runnable listen(Consumer<Settings> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell() {
        var now = settings();
        listeners.forEach(listener -> listener.accept(now));
    }

    /// Writes what is not written yet; a failure is logged and kept as {@link #trouble()}.
    public void save() {
        var before = settings();
        if (write() && !settings().equals(before)) {
            tell();
        }
    }

    private synchronized boolean write() {
        if (unsaved.isEmpty()) {
            return false;
        }
        try {
            Files.createDirectories(folder);
            try (var channel = lock()) {
                var merged = read();
                for (var change : unsaved) {
                    merged = change.apply(merged);
                }
                merged = merged.writtenBy(Version.text());
                replace(SettingsFormat.write(merged));
                settings = merged;
                unsaved.clear();
                return channel.isOpen();
            }
        } catch (IOException e) {
            LOG.warn("the settings cannot be written: {}", e.toString());
            trouble = failure("settings.unwritable", String.valueOf(e.getMessage()));
            return false;
        }
    }

    /// The other Ferry's turn lasts milliseconds; one that takes seconds hangs, and is not waited for.
    private FileChannel lock() throws IOException {
        var channel =
                FileChannel.open(folder.resolve("settings.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isLocked(channel)) {
            if (System.nanoTime() > end) {
                channel.close();
                throw new IOException("another Ferry holds settings.lock");
            }
            pause();
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process: the same answer as for any other
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void replace(String text) throws IOException {
        var next = Files.createTempFile(folder, "settings", ".new");
        try {
            Files.writeString(next, text);
            move(next);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private void move(Path next) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Settings readOrUsual() {
        try {
            return read();
        } catch (IOException e) {
            LOG.warn("the settings cannot be read: {}", e.toString());
            trouble = failure("settings.unreadable", String.valueOf(e.getMessage()));
            return Settings.USUAL;
        }
    }

    private Settings read() throws IOException {
        try {
            return SettingsFormat.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Settings.USUAL;
        } catch (JsonException e) {
            return putAside(String.valueOf(e.getMessage()));
        } catch (CharacterCodingException e) {
            return putAside("not UTF-8");
        }
    }

    private Settings putAside(String why) throws IOException {
        var aside = file.resolveSibling("settings-damaged-" + STAMP.format(Instant.now(clock)) + ".json");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("the settings are damaged and were put aside as {}: {}", aside, why);
        trouble = failure("settings.damaged", why, aside);
        return Settings.USUAL;
    }

    private Failure failure(String cause, String evidence, Object... arguments) {
        return new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "settings " + file,
                Message.of(cause, arguments),
                evidence,
                Message.of(cause + ".remedy", arguments));
    }

    /// Writes what is not written yet, and writes no more.
    @Override
    public void close() {
        writer.shutdownNow();
        save();
    }
}
