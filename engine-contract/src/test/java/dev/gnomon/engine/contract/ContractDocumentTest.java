package dev.gnomon.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules and the page that tells them say the same. */
class ContractDocumentTest {

    @Test
    void every_rule_stands_in_the_document_with_its_number_and_words() throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/dialect-contract.md")).stream()
                        .filter(line -> line.startsWith("| D")))
                .containsExactlyElementsOf(DialectContract.rules().stream()
                        .map(rule -> "| %s | %s | %s |".formatted(rule.number(), rule.strength(), rule.sentence()))
                        .toList());
    }

    @Test
    void no_number_is_given_twice() {
        assertThat(DialectContract.rules()).extracting(Rule::number).doesNotHaveDuplicates();
    }
}
