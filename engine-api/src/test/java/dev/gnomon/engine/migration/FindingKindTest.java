package dev.gnomon.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingKindTest {

    /** Reports and baselines of users hold these: a new kind takes the next number, none takes another's. */
    @Test
    void ids_and_words_stay_what_they_are() {
        assertThat(FindingKind.values())
                .extracting(kind -> kind.id() + " " + kind.word() + " " + kind.severity())
                .containsExactly(
                        "GN-D001 TableDropped WARNING",
                        "GN-D002 ColumnDropped WARNING",
                        "GN-D003 FeaturesLost WARNING",
                        "GN-D004 UsersBroken WARNING",
                        "GN-D005 CastIsRisky WARNING",
                        "GN-D006 CastMayFail WARNING",
                        "GN-D007 PrimaryKeyChanged WARNING",
                        "GN-D008 UniqueIndexAdded WARNING",
                        "GN-D009 EnumValuesRemoved WARNING",
                        "GN-D010 ColumnRecreated WARNING",
                        "GN-D011 RequiredColumnAdded UNEXECUTABLE",
                        "GN-D012 ColumnBecomesRequired UNEXECUTABLE",
                        "GN-D013 ColumnBecomesList UNEXECUTABLE",
                        "GN-D014 RequiredColumnRecreated UNEXECUTABLE");
    }
}
