package dev.ferry.cli;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.TableFiles;
import dev.ferry.json.Json;
import dev.ferry.migration.Migration;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// `ferry survey`: looks at the source and shows what is there.
@Command(
        name = "survey",
        header = "Look at the source: nodes, tables, sizes, loaders. Changes nothing.",
        description = "Connects over CQL and to every node over SSH.")
final class SurveyCommand extends DocumentCommand {
    @Override
    int act(Path file) throws FailureException, InterruptedException {
        return withDocument(file, document -> {
            var migration = document.migration();
            var cluster = engine().survey(migration.source(), migration.options(), secrets(migration), _ -> {});
            document.save(cluster);
            show(cluster, migration);
            return ExitCode.DONE;
        });
    }

    private void show(Cluster cluster, Migration migration) {
        if (isJson()) {
            console.print(Json.write(cluster));
            return;
        }
        console.print(Messages.text(
                "cli.survey.cluster", cluster.name(), cluster.nodes().size(), cluster.partitioner()));
        var nodes = new TextTable(
                "address", "data centre", "rack", "version", "up", "user", "loader", "java", ">disk free");
        cluster.nodes().forEach(node -> nodes.row(row(node)));
        nodes.lines().forEach(console::print);
        console.print("");
        var tables = new TextTable("table", ">nodes", ">SSTables", ">size", "formats", "");
        cluster.schema().tables().stream()
                .map(Table::name)
                .forEach(table -> tables.row(row(cluster, table, migration.moves(table))));
        tables.lines().forEach(console::print);
    }

    private static List<String> row(Node node) {
        var machine = node.machine();
        if (machine == null) {
            return List.of(
                    node.address(),
                    node.dataCentre(),
                    node.rack(),
                    node.version().text(),
                    "no",
                    "",
                    "",
                    "",
                    "");
        }
        var loader = machine.loader();
        return List.of(
                node.address(),
                node.dataCentre(),
                node.rack(),
                node.version().text(),
                node.up() ? "yes" : "no",
                machine.user(),
                loader == null
                        ? Messages.text("cli.survey.no-loader")
                        : loader.version().text(),
                machine.javaReleases().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                Units.bytes(machine.dataDirectories().stream()
                        .mapToLong(directory -> directory.freeBytes())
                        .min()
                        .orElse(0)));
    }

    private static List<String> row(Cluster cluster, TableName table, boolean moves) {
        var files = cluster.nodes().stream()
                .map(Node::machine)
                .filter(Objects::nonNull)
                .map(Machine::tables)
                .map(tables -> tables.get(table))
                .filter(Objects::nonNull)
                .toList();
        var formats =
                files.stream().flatMap(each -> each.formats().stream()).collect(Collectors.toCollection(TreeSet::new));
        return List.of(
                table.toString(),
                Long.toString(files.stream().filter(each -> each.sstables() > 0).count()),
                Integer.toString(files.stream().mapToInt(TableFiles::sstables).sum()),
                Units.bytes(files.stream().mapToLong(TableFiles::bytes).sum()),
                String.join(" ", formats),
                moves ? "" : Messages.text("cli.survey.stays"));
    }
}
