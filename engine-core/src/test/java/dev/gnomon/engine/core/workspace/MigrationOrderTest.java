package dev.gnomon.engine.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MigrationOrderTest {

    @Test
    void the_quick_way_leads_to_the_same_order_as_the_rule() {
        Random random = new Random(1);
        String letters = "0019aAbB_-.äé\u0301 ";
        for (int round = 0; round < 20_000; round++) {
            String one = word(random, letters);
            String other = word(random, letters);
            assertThat(Integer.signum(MigrationOrder.BY_NAME.compare(one, other)))
                    .as("%s and %s", one, other)
                    .isEqualTo(Integer.signum(MigrationOrder.BY_KEYS.compare(one, other)));
        }
    }

    private static String word(Random random, String letters) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
