package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.journal.Document;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowProgress;
import dev.ferry.rows.RowQuestion;
import dev.ferry.secrets.Secret;
import java.util.function.Consumer;

/// The door to the engine: look, plan, run. Every call but {@link #start} works until it is done, or until its
/// thread is interrupted.
public interface Engine {
    /// How fast a node's data files are read at most where they are compared with their checksums.
    int CHECKSUM_MEBIBYTES_PER_SECOND = 48;

    /// Looks at the source, CQL and every node's machine. Changes nothing.
    Cluster survey(SourceSettings source, Secrets secrets) throws FailureException, InterruptedException;

    /// The same, telling how many nodes have been looked at.
    ///
    /// @param told hears it from any thread, never from two at once
    Cluster survey(SourceSettings source, Secrets secrets, Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException;

    /// The same, looking into the machines of those nodes only that these options load from; of the others the
    /// ring says what there is to say.
    default Cluster survey(SourceSettings source, Options options, Secrets secrets, Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException {
        return survey(source, secrets, told);
    }

    /// Tests the way to the source hop by hop: every contact point over CQL, then every node of its ring
    /// over SSH, up to Cassandra's own files. One that fails stops no other. Changes nothing but Ferry's own
    /// file of host keys, which takes in those that the settings accept.
    ///
    /// @param told hears every hop as it starts and as it ends, from any thread, never from two at once
    /// @return whether every hop works
    boolean probe(SourceSettings source, Secrets secrets, Consumer<HopSeen> told)
            throws FailureException, InterruptedException;

    /// The same, going over SSH to those nodes only that these options load from.
    default boolean probe(SourceSettings source, Options options, Secrets secrets, Consumer<HopSeen> told)
            throws FailureException, InterruptedException {
        return probe(source, secrets, told);
    }

    /// The hosts that the user's OpenSSH configuration names.
    SshAliases sshAliases() throws InterruptedException;

    /// Looks at the target as it is, or as it will be once it is made. Changes nothing.
    TargetLook look(Migration migration, Secrets secrets) throws FailureException, InterruptedException;

    /// Tests the way to a target that is there already, hop by hop. Changes nothing.
    ///
    /// @param told hears every hop as it starts and ends, from any thread but never from two at once
    /// @return whether the target lets us in with the rights that are needed; internode ports do not count
    boolean test(Target.CassandraCluster target, Secrets secrets, Consumer<HopSeen> told)
            throws FailureException, InterruptedException;

    /// Who an Aiven token belongs to, and its projects. Changes nothing.
    ///
    /// @param api the API's base address
    AivenAccount account(String api, Secret token) throws FailureException, InterruptedException;

    /// What a project of an Aiven account has and offers as a target. Changes nothing.
    ///
    /// @param api the API's base address
    AivenProject project(String api, Secret token, String project) throws FailureException, InterruptedException;

    /// What can be seen and done at Aiven beside a run. Asks nothing yet.
    ///
    /// @param api the API's base address
    AivenConsole console(String api, Secret token) throws FailureException;

    /// Makes a plan for what was seen and for the target as it is, or as it will be once it is made.
    /// Changes nothing.
    ///
    /// @param id what the plan shall be called
    Plan plan(Migration migration, Secrets secrets, Cluster source, String id)
            throws FailureException, InterruptedException;

    /// Finds the rows of a token range that are not the same on both sides. Changes nothing, and may be
    /// asked while a run is under way.
    ///
    /// @param told hears how far it is
    /// @throws FailureException if a side cannot be reached; what cannot be read is in the answer
    RowComparison differences(Migration migration, Secrets secrets, RowQuestion question, Consumer<RowProgress> told)
            throws FailureException, InterruptedException;

    /// Starts to carry out the document's plan, or goes on with it where the world is.
    ///
    /// @param document opened for writing; it must stay open until the run rests
    /// @param scope what of the goal is meant
    /// @throws FailureException if the document has no plan, or one that is blocked
    RunHandle start(Document document, Secrets secrets, Goal goal, Scope scope, RunListener listener)
            throws FailureException;

    /// Opens the logs of the document's cells, as they lie on the source nodes. Connects to no node yet.
    ///
    /// @throws FailureException if the document has no plan, or no source was surveyed
    CellLogs logs(Document document, Secrets secrets) throws FailureException;
}
