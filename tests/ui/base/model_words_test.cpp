// Sentences of the model in Korean: whole ones, parts, lists, numbers, particles; names and what has no pattern stay. GUI thread.
#include <QtTest>

#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/base/model_words.h"

using namespace claimscope::ui;

class ModelWordsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { speak(Language::korean, {}); }
  void cleanup() { speak(Language::english, {}); }

  void theSystemsFirstLanguageThatThereIs() {
    speak(Language::system, {QStringLiteral("de-DE"), QStringLiteral("ko-KR"), QStringLiteral("en-US")});
    QCOMPARE(spokenLanguage(), Language::korean);
    speak(Language::system, {QStringLiteral("fr"), QStringLiteral("en_GB"), QStringLiteral("ko")});
    QCOMPARE(spokenLanguage(), Language::english);
    speak(Language::system, {QStringLiteral("ja-JP")});
    QCOMPARE(spokenLanguage(), Language::english);
    QCOMPARE(languageOf(languageWord(Language::korean)), Language::korean);
    QCOMPARE(languageOf(QStringLiteral("xx")), Language::system);
  }

  void countsPutTheNumberLast() {
    QCOMPARE(counted(1204, QStringLiteral("x"), QStringLiteral("노드")), QStringLiteral("노드 1,204개"));
    QCOMPARE(age(862'000), QStringLiteral("14분 22초"));
    speak(Language::english, {});
    QCOMPARE(counted(1204, QStringLiteral("x"), QStringLiteral("nodes")), QStringLiteral("1,204 nodes"));
    QCOMPARE(age(862'000), QStringLiteral("14 m 22 s"));
  }

  void sentences_data() {
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("korean");
    const auto add = [](const char* name, const char* english, const char* korean) {
      QTest::newRow(name) << QString::fromUtf8(english) << QString::fromUtf8(korean);
    };
    add("verdict", "23 claims wait. Three of them need an H200, and none of the 16 is free.",
        "클레임 23개가 대기 중입니다. 그중 3개에 H200 장치가 필요하지만 16개 모두 여유가 없습니다.");
    add("tally", "1 critical finding, 4 warnings, 8 notices. Oldest wait 14 m 22 s.",
        "심각 1건, 경고 4건, 알림 8건. 가장 오래 기다린 시간 14분 22초.");
    add("finding", "Pool gpu-l4-c is incomplete: 5 of 6 slices at generation 12",
        "풀 gpu-l4-c 불완전: 12세대 슬라이스 6개 중 5개");
    add("parts", "named claim without owner · release it to start 1 waiting claim",
        "소유자 없는 클레임 · 해제하면 대기 중인 클레임 1개가 시작됨");
    add("summary", "Waits for devices: all 16 that match are in use. Release research/h200-hold and it starts now.",
        "장치 대기 중: 맞는 16개가 모두 사용 중입니다. research/h200-hold 해제: 바로 시작됩니다.");
    add("particle after a consonant", "The kubelet of n1 does not know driver gpu.nvidia.com, first said 2 m 15 s ago",
        "n1의 kubelet이 드라이버 gpu.nvidia.com을 모릅니다. 2분 15초 전에 처음 알림");
    add("no pattern", "Something nobody has translated", "Something nobody has translated");
    add("a name", "claim", "claim");
    add("a name like a word", "none", "none");
    add("scheduler", "0/12 nodes are available: 12 Preemption is not helpful for scheduling.",
        "0/12 nodes are available: 12 Preemption is not helpful for scheduling.");
  }
  void sentences() {
    QFETCH(QString, english);
    QFETCH(QString, korean);
    QCOMPARE(said(english.toStdString()), korean);
    QCOMPARE(said(english.toStdString()), korean);  // the second time out of what is kept
    speak(Language::english, {});
    QCOMPARE(said(english.toStdString()), english);
  }

  void whatIsNoTextIsHarmlessHereToo() {
    QCOMPARE(said(std::string_view("a\x01"
                                   "b\nc")),
             plain(std::string_view("a\x01"
                                    "b\nc")));
    QVERIFY(said(std::string(100'000, 'x')).size() <= 1001);
    QCOMPARE(saidLines("Kubelet prepare\nKubelet prepare"), QStringLiteral("kubelet 준비\nkubelet 준비"));
  }
};

QTEST_GUILESS_MAIN(ModelWordsTest)
#include "model_words_test.moc"
