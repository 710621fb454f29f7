package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.schema.TableName;
import dev.ferry.ssh.LocalRemote;
import dev.ferry.ssh.Remote;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceNodeTest implements SourceNodeContract {
    @Override
    public Remote remote(String path) {
        return new LocalRemote(path);
    }

    @Test
    void cutsALongListOfTablesIntoArguments() {
        var tables = new ArrayList<TableName>();
        for (int i = 0; i < 20_000; i++) {
            tables.add(new TableName("keyspace", "table_" + i));
        }
        var lists = SourceNode.lists(tables);
        assertTrue(lists.stream().allMatch(list -> list.length() <= 90_000));
        assertEquals(5, lists.size());
        assertEquals(
                tables.stream().map(TableName::toString).toList(),
                lists.stream()
                        .flatMap(list -> List.of(list.split(",")).stream())
                        .toList());
    }
}
