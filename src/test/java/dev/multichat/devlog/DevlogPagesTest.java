package dev.multichat.devlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DevlogPagesTest {
  private static final String DAY = "2025-09-24";

  @TempDir Path root;

  @Test
  void aFullFolderGoesOnInTheNextAndFilesStayWhereTheyAre() throws IOException {
    List<Sheet> sheets = sheets(7);
    new Pages(root, 3).write(sheets);
    Map<String, String> before = Desk.files(root);
    assertThat(count(DAY)).isEqualTo(3);
    assertThat(count(DAY + ".2")).isEqualTo(3);
    assertThat(count(DAY + ".3")).isEqualTo(1);
    Pages later = new Pages(root, 3);
    later.write(List.of(sheets.get(6), sheets.get(0), sheets.get(3)));
    assertThat(Desk.files(root)).isEqualTo(before);
    later.write(List.of(sheets(9).get(8)));
    assertThat(count(DAY + ".3")).isEqualTo(2);
  }

  @Test
  void theIndexListsAFoldersDevlogsInTheOrderInWhichTheyOpened() throws IOException {
    List<Sheet> sheets = sheets(4);
    Pages pages = new Pages(root, 3);
    pages.write(List.of(sheets.get(2), sheets.get(0), sheets.get(1), sheets.get(3)));
    pages.writeIndex();
    String index = Files.readString(root.resolve(DAY).resolve("README.md"));
    assertThat(index)
        .containsSubsequence("[Plan \\| 0](", "[Plan \\| 1](", "[Plan \\| 2](")
        .contains("| 04:27:49 | agent-2 | agent-3 | [Plan \\| 0](042749_agent-2_to_agent-3_")
        .contains("| waiting |", "The day goes on in [2025-09-24.2](../2025-09-24.2/README.md).");
  }

  @Test
  void theIndexIsTheSameWhetherItWasFollowedOrReadFromTheFiles() throws IOException {
    List<Sheet> sheets = sheets(5);
    Pages pages = new Pages(root, 10);
    for (Sheet sheet : sheets) {
      pages.write(List.of(sheet));
      pages.writeIndex();
    }
    Map<String, String> followed = Desk.files(root);
    Files.delete(root.resolve(DAY).resolve("README.md"));
    Pages again = new Pages(root, 10);
    again.write(List.of(sheets.get(2)));
    again.writeIndex();
    assertThat(Desk.files(root)).isEqualTo(followed);
  }

  @Test
  void anIndexHasPages() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(new Row("2025-09-24T04:00:0" + i, "" + i, "a", "b", "S" + i, "waiting", i + ".md"));
    }
    List<String> pages = new IndexPages(DAY, 2, "").of(rows);
    assertThat(pages).hasSize(3);
    assertThat(pages.get(1))
        .contains("5 devlogs", "Page 2 of 3: [1](README.md) **2** [3](README-3.md)", "S2", "S3")
        .doesNotContain("S1", "S4");
  }

  @Test
  void whatACrashLeftBehindIsRemovedAndNothingElse() throws IOException {
    Path day = Files.createDirectories(root.resolve(DAY));
    Path abandoned = Files.writeString(day.resolve(".042749_.1234.tmp"), "half");
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.parse("2025-09-24T04:27:49Z")));
    Path underWay = Files.writeString(day.resolve(".042749_.5678.tmp"), "half");
    Files.writeString(day.resolve("notes.txt"), "mine");
    new Pages(root, 3).write(sheets(1));
    assertThat(abandoned).doesNotExist();
    assertThat(underWay).exists();
    assertThat(day.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerReadsWhatIsMadeAndFoldersThatExistStayAsTheyAre() throws IOException {
    Path shared = Files.createDirectories(root.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
    Pages pages = new Pages(shared.resolve("devlogs"), 3);
    pages.write(sheets(1));
    pages.writeIndex();
    Path day = shared.resolve("devlogs").resolve(DAY);
    assertThat(List.of(permissions(shared), permissions(shared.resolve("devlogs"))))
        .containsExactly("rwxr-x---", "rwx------");
    assertThat(permissions(day)).isEqualTo("rwx------");
    for (String file : Desk.files(day).keySet()) {
      assertThat(permissions(day.resolve(file))).isEqualTo("rw-------");
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aNameThatLeadsOutOfTheFolderIsRefused() {
    Folder folder = new Folder(root.resolve("devlogs"), 3);
    assertThatThrownBy(() -> folder.write("../x.md", "text")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> folder.replace("..", "x.md", "text")).isInstanceOf(IOException.class);
    assertThat(Desk.files(root)).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDaysFolderThatIsALinkIsRefusedUntilItIsAFolder() throws IOException {
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
    Path day = Files.createDirectories(root.resolve("devlogs")).resolve(DAY);
    Pages pages = new Pages(root.resolve("devlogs"), 3);
    Files.createSymbolicLink(day, elsewhere);
    assertThatThrownBy(() -> pages.write(sheets(1))).hasMessageContaining("is a symbolic link");
    Files.delete(day);
    pages.write(sheets(1));
    Files.move(day, root.resolve("moved"));
    Files.createSymbolicLink(day, elsewhere);
    assertThatThrownBy(() -> pages.write(sheets(1))).hasMessageContaining("is a symbolic link");
    assertThat(Desk.files(elsewhere)).isEmpty();
  }

  @Test
  void aDevlogThatCannotBeMadeIsAStubAndTheOthersAreWritten() throws IOException {
    List<Sheet> sheets = sheets(3);
    Pages pages =
        new Pages(
            root,
            3,
            sheet -> {
              if (sheet == sheets.get(0)) {
                throw new OutOfMemoryError("Java heap space");
              }
              if (sheet == sheets.get(1)) {
                throw new IllegalStateException("poison");
              }
              return sheet.markdown();
            });
    pages.write(sheets);
    pages.writeIndex();
    assertThat(Files.readString(root.resolve(sheets.get(0).name())))
        .contains("- **State**: unknown\n", "more memory than there was.\n", "**Entries**: 1\n");
    assertThat(Files.readString(root.resolve(sheets.get(1).name()))).contains("a fault of the hub");
    assertThat(Files.readString(root.resolve(sheets.get(2).name()))).contains("**Waiting**");
    assertThat(Files.readString(root.resolve(DAY).resolve("README.md")))
        .contains("| unknown |", "| waiting |");
  }

  @Test
  void aFolderThatSomebodyRemovedIsMadeAgain() throws IOException {
    Pages pages = new Pages(root, 3);
    pages.write(sheets(1));
    for (String file : Desk.files(root).keySet()) {
      Files.delete(root.resolve(file));
    }
    Files.delete(root.resolve(DAY));
    pages.write(sheets(1));
    assertThat(count(DAY)).isEqualTo(1);
  }

  @Test
  void aFolderThatCannotBeWrittenKeepsNoOtherIndexBack() throws IOException {
    Path inTheWay = Files.createDirectories(root.resolve(DAY).resolve("README.md/full"));
    Pages pages = new Pages(root, 1);
    pages.write(sheets(2));
    assertThatThrownBy(pages::writeIndex)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(DAY + ": ");
    assertThat(root.resolve(DAY + ".2/README.md")).isNotEmptyFile();
    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());
    pages.writeIndex();
    assertThat(root.resolve(DAY + "/README.md")).isNotEmptyFile();
  }

  @Test
  void aFolderThatIsGoneNeedsNoIndex() throws IOException {
    Pages pages = new Pages(root, 1);
    pages.write(sheets(2));
    for (String file : Desk.files(root.resolve(DAY)).keySet()) {
      Files.delete(root.resolve(DAY).resolve(file));
    }
    Files.delete(root.resolve(DAY));
    pages.writeIndex();
    assertThat(root.resolve(DAY)).doesNotExist();
    assertThat(root.resolve(DAY + ".2/README.md")).isNotEmptyFile();
  }

  private long count(String folder) {
    return Desk.files(root.resolve(folder)).keySet().stream().filter(Folder::isDevlog).count();
  }

  private static List<Sheet> sheets(int count) {
    Talk talk = new Talk();
    for (int i = 0; i < count; i++) {
      talk.opens("agent-2", Talk.draft(Kind.REQUEST, "Plan | " + i, "Body", "agent-3"));
    }
    return talk.entries.stream()
        .map(e -> new Sheet(new Sheet.Key(false, Sheet.idOf(e)), List.of(e), Set.of()))
        .toList();
  }
}
