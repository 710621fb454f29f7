package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SSTableFileTest {
    @ParameterizedTest
    @CsvSource({
        "shop-orders-jb-17-Data.db, shop-orders-jb-17, Data.db, jb",
        "shop-orders-ka-1-CompressionInfo.db, shop-orders-ka-1, CompressionInfo.db, ka",
        "la-1-big-Data.db, la-1-big, Data.db, la",
        "ma-12-big-Digest.crc32, ma-12-big, Digest.crc32, ma",
        "me-3-big-TOC.txt, me-3-big, TOC.txt, me",
        "nb-12-big-Data.db, nb-12-big, Data.db, nb",
        "nb-3fw1_0abc_1j2k3l4m5n6o7p8q9r-big-Index.db, nb-3fw1_0abc_1j2k3l4m5n6o7p8q9r-big, Index.db, nb",
        "da-2-bti-Partitions.db, da-2-bti, Partitions.db, da",
        "oa-7-big-SAI+aa+by_day+ColumnComplete.db, oa-7-big, SAI+aa+by_day+ColumnComplete.db, oa",
        "nb-1-big-SI_by_day.db, nb-1-big, SI_by_day.db, nb",
    })
    void readsTheNamesOfAllVersions(String name, String base, String component, String format) {
        var file = new SSTableFile(base, component, format);
        assertEquals(Optional.of(file), SSTableFile.of(name));
        assertEquals(name, file.name());
        assertEquals(component.equals("Data.db"), file.isData());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest.json",
                "schema.cql",
                "nb_txn_write_5f7c1a50-5b1e-11ef-9b0f-2d0b6a1e3c4d.log",
                "nb-1-big-Statistics.db.3f1c2d.tmp",
                "nb-1-big-TOC.txt.tmp",
                "shop-orders.orders_by_day-ka-1-Data.db",
                "tmp-la-1-big-Data.db",
                "nb-1-big-",
                "nb-1-big-Data.db\"; rm -rf ~",
                "",
            })
    void passesOverWhatIsNoSSTable(String name) {
        assertEquals(Optional.empty(), SSTableFile.of(name));
    }
}
