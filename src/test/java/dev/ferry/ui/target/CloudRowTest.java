package dev.ferry.ui.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CloudRowTest {
    @Test
    void everyProviderHasAHeadWithItsCount() {
        assertEquals(
                List.of(
                        "Amazon Web Services 3",
                        "aws-eu-central-1",
                        "aws-eu-north-1",
                        "aws-us-east-1",
                        "Azure 1",
                        "azure-westeurope",
                        "DigitalOcean 1",
                        "do-fra",
                        "Google Cloud 3",
                        "google-europe-west1",
                        "google-europe-west3",
                        "google-us-central1"),
                rows(""));
    }

    @Test
    void everyWordOfTheFilterHasToBeThere() {
        assertEquals(List.of("Amazon Web Services 1", "aws-eu-central-1"), rows("GERMANY amazon"));
        assertEquals(List.of("Google Cloud 1", "google-us-central1"), rows("us-central"));
        assertEquals(List.of(), rows("mars"));
    }

    private static List<String> rows(String filter) {
        return CloudRow.of(TargetSamples.CLOUDS, filter).stream()
                .map(row -> switch (row) {
                    case CloudRow.Head(var provider, var count) -> provider + " " + count;
                    case CloudRow.Entry(var cloud) -> cloud.name();
                })
                .toList();
    }
}
