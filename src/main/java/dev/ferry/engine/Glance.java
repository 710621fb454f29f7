package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.journal.Document;
import dev.ferry.migration.Draft;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.report.Standing;
import dev.ferry.run.Run;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a document says of itself, without opening it for work: also while another Ferry works on it.
///
/// @param path where it lies
/// @param name what the migration is called; the file's name where it cannot be read
/// @param source what the source is called; empty if that is not known
/// @param target what the target is called; empty if that is not known
/// @param holder who has it open
/// @param standing where it stands
public record Glance(Path path, String name, String source, String target, Standing.Holder holder, Standing standing) {
    public Glance {
        Objects.requireNonNull(path);
        Objects.requireNonNull(name);
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(holder);
        Objects.requireNonNull(standing);
    }

    /// Looks at a document. That it is missing, damaged or of a newer Ferry is an answer too.
    ///
    /// Reads the whole journal: not on a thread that draws.
    public static Glance at(Path path) {
        try (var document = Document.view(path)) {
            var draft = document.draft();
            var survey = document.survey().orElse(null);
            var holder = Document.isInUse(path) ? Standing.Holder.SOMEBODY : Standing.Holder.NOBODY;
            var standing = Standing.of(pages(document, draft, survey), holder, ZoneId.systemDefault());
            return new Glance(
                    path,
                    draft.name(),
                    survey == null ? source(draft) : survey.name(),
                    target(draft),
                    holder,
                    standing);
        } catch (FailureException e) {
            return new Glance(
                    path,
                    String.valueOf(path.getFileName()),
                    "",
                    "",
                    Standing.Holder.NOBODY,
                    new Standing(kind(e.failure()), e.failure().cause()));
        }
    }

    private static Standing.Pages pages(Document document, Draft draft, @Nullable Cluster survey)
            throws FailureException {
        var plan = document.plan().orElse(null);
        var facts = document.facts();
        var run = Run.EMPTY;
        for (var journaled : facts) {
            run = run.after(journaled.fact());
        }
        var target = draft.target();
        return new Standing.Pages(
                draft,
                survey,
                plan,
                run,
                plan == null || target == null ? List.of() : MigrationEngine.cleaning(plan, target),
                facts.isEmpty() ? null : facts.getLast().at());
    }

    private static String source(Draft draft) {
        var source = draft.source();
        return source == null ? "" : source.contactPoints().getFirst();
    }

    private static String target(Draft draft) {
        var target = draft.target();
        return target == null ? "" : target.name();
    }

    private static Standing.Kind kind(Failure failure) {
        return switch (failure.cause().key()) {
            case "document.missing" -> Standing.Kind.MISSING;
            case "document.newer" -> Standing.Kind.NEWER;
            default -> Standing.Kind.UNREADABLE;
        };
    }
}
