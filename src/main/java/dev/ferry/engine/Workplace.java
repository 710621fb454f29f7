package dev.ferry.engine;

import dev.ferry.migration.Migration;
import dev.ferry.plan.Plan;
import java.nio.file.Path;

/// What every part of a run works with.
///
/// @param migration what the user wants
/// @param plan what shall happen
/// @param secrets the migration's secrets
/// @param software what may have to be brought to nodes
/// @param knownHosts Ferry's own file of host keys
/// @param tempo how patient we are
/// @param recorder where facts go
/// @param logins the throwaway logins that this process made
/// @param control what the user says while it runs
record Workplace(
        Migration migration,
        Plan plan,
        Secrets secrets,
        Software software,
        Path knownHosts,
        Tempo tempo,
        Recorder recorder,
        Logins logins,
        LoadControl control) {}
