package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlainValuesTest {
    @Test
    void leavesPlainValuesAlone() {
        assertNull(PlainValues.plain(null));
        assertEquals(42L, PlainValues.plain(42L));
        assertEquals(List.of("a"), PlainValues.plain(new ArrayList<>(List.of("a"))));
    }

    @Test
    void takesTheDriversOwnTypesApartAtAnyDepth() {
        var type = new UserDefinedTypeBuilder("shop", "address")
                .withField("street", DataTypes.TEXT)
                .withField("zip", DataTypes.INT)
                .build();
        var address = type.newValue("High Street", null);
        var tuple = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT).newValue(7, "seven");
        var plainAddress = new HashMap<String, Object>();
        plainAddress.put("street", "High Street");
        plainAddress.put("zip", null);
        assertEquals(plainAddress, PlainValues.plain(address));
        assertEquals(Map.of("home", List.of(plainAddress)), PlainValues.plain(Map.of("home", List.of(address))));
        assertEquals(Set.of(List.of(7, "seven")), PlainValues.plain(Set.of(tuple)));
        assertEquals(Arrays.asList(1.5f, 2.5f), PlainValues.plain(CqlVector.newInstance(1.5f, 2.5f)));
        assertEquals("1mo2d3ns", PlainValues.plain(CqlDuration.newInstance(1, 2, 3)));
    }
}
