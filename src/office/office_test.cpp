#include "office/office.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fstream>

#include "base/test_directory.hpp"
#include "office/locked_process.hpp"

namespace kontor::office {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// A program in place of LibreOffice: a script that gets its arguments.
class AnOffice : public testing::Test {
 protected:
  fs::path program(std::string_view script) {
    const fs::path file = place_.path() / "office";
    std::ofstream(file) << "#!/bin/sh\n" << script;
    fs::permissions(file, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
    return file;
  }

  test::TemporaryDirectory place_;
};

/// It was killed a moment ago, and may not have noticed yet.
bool ends_within(pid_t process, std::chrono::milliseconds longest) {
  const auto handle = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
  if (handle < 0) return errno == ESRCH;
  pollfd ended{.fd = handle, .events = POLLIN, .revents = 0};
  const bool has_ended = poll(&ended, 1, static_cast<int>(longest.count())) == 1;
  close(handle);
  return has_ended;
}

TEST_F(AnOffice, GivesTheFileThatTheProgramMade) {
  const Office office(program(R"(printf '%%PDF-1.7 ' >document.pdf; cat document.docx >>document.pdf)"));
  EXPECT_EQ(office.pdf_of("word").value(), "%PDF-1.7 word");
}

TEST_F(AnOffice, SaysThatThereAreNoPages) {
  EXPECT_THAT(Office(program("exit 1")).pdf_of("word").error().public_message, testing::HasSubstr("no pages"));
  EXPECT_FALSE(Office(program("echo text >document.pdf")).pdf_of("word"));
  EXPECT_FALSE(Office(place_.path() / "absent").pdf_of("word"));
}

TEST_F(AnOffice, IsKilledWithAllThatItStartedWhenItsTimeIsUp) {
  const fs::path pid = place_.path() / "pid";
  const Office office(program(fmt::format("sleep 1000 & echo $! >{}; wait", pid.string())), {.time = 1s});
  const auto pdf = office.pdf_of("word");
  ASSERT_FALSE(pdf);
  EXPECT_THAT(pdf.error().public_message, testing::HasSubstr("within 1 seconds"));
  int child = 0;
  std::ifstream(pid) >> child;
  ASSERT_GT(child, 0);
  EXPECT_TRUE(ends_within(child, 10s));
}

TEST_F(AnOffice, MayNotWriteWithoutEnd) {
  constexpr std::size_t kMost = 1 << 20;
  const Office office(program("yes '%PDF-' >document.pdf"), {.time = 20s, .file = kMost});
  const auto pdf = office.pdf_of("word");
  EXPECT_TRUE(!pdf || pdf->size() <= kMost);
}

TEST_F(AnOffice, SeesNothingOfOurs) {
  ASSERT_EQ(setenv("KONTOR_TEST_SECRET", "SECRET", 1), 0);
  const Office office(program("{ printf '%%PDF-'; env; ls /proc/self/fd | wc -l; } >document.pdf"));
  const auto pdf = office.pdf_of("word");
  ASSERT_TRUE(pdf);
  EXPECT_THAT(*pdf, testing::Not(testing::HasSubstr("SECRET")));
  EXPECT_THAT(*pdf, testing::HasSubstr("HOME=/tmp"));
}

TEST_F(AnOffice, LeavesNothingBehind) {
  const Office office(program("pwd | tr -d '\\n' >" + (place_.path() / "where").string()));
  EXPECT_FALSE(office.pdf_of("word"));
  std::string where;
  std::ifstream(place_.path() / "where") >> where;
  ASSERT_FALSE(where.empty());
  EXPECT_FALSE(fs::exists(where));
}

TEST_F(AnOffice, HasNoNetworkWhereTheKernelPermitsThat) {
  if (std::system("unshare --net true 2>/dev/null || unshare --user --net true 2>/dev/null") != 0)
    GTEST_SKIP() << "this kernel gives nobody a network of its own";
  const Office office(program("{ printf '%%PDF-'; cat /proc/self/net/dev; } >document.pdf"));
  const auto pdf = office.pdf_of("word");
  ASSERT_TRUE(pdf);
  EXPECT_THAT(*pdf, testing::HasSubstr("lo:"));
  EXPECT_EQ(std::ranges::count(*pdf, '\n'), 3) << *pdf;
}

TEST(LibreOffice, PrintsAWordFile) {
  const fs::path program = "/usr/bin/soffice";
  if (!fs::exists(program)) GTEST_SKIP() << "LibreOffice is not installed";
  std::ifstream file(KONTOR_WORD_FILES "/word_letter.docx", std::ios::binary);
  const std::string docx{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(docx.empty());
  const auto pdf = Office(program).pdf_of(docx);
  ASSERT_TRUE(pdf) << pdf.error().public_message;
  EXPECT_GT(pdf->size(), 10'000u);
}

}  // namespace
}  // namespace kontor::office
