// Answers of Prometheus: every form, every value that is no plain number, and whatever else may come instead.
#include <QtTest>
#include <cmath>

#include "model/prometheus/answer_parser.h"
#include "model/prometheus/client.h"
#include "model/prometheus/failure.h"

using namespace claimscope;
using namespace claimscope::prometheus;

namespace {

Answer parsed(const std::string& body, bool cut = false, const Limits& limits = {}) {
  Answer answer;
  parseAnswer(body, cut, limits, answer);
  return answer;
}

std::string matrix(const std::string& values) {
  return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"a\":\"x\"},\"values\":[" +
         values + "]}]}}";
}

std::optional<Error> failure(int status, const std::string& body, bool proxy = false) {
  FetchAnswer answer;
  answer.status = status;
  answer.body = body;
  return failureOf(answer, {proxy, "service monitoring/p:9090"});
}

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

class AnswerTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aVectorHasSortedLabelsAndItsTime() {
    const Answer answer = parsed(
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"z\":\"1\",\"a\":\"2\"},"
        "\"value\":[1700000000.123,\"0.5\"]}]},\"warnings\":[\"store down\"],\"infos\":[\"metric might not be a counter\"]}");
    QVERIFY(!answer.error);
    QCOMPARE(answer.series.size(), std::size_t{1});
    QCOMPARE(answer.series[0].labels[0].first, std::string("a"));
    QCOMPARE(answer.series[0].label("z"), std::string_view("1"));
    QCOMPARE(answer.series[0].samples[0].at.ms, std::int64_t{1'700'000'000'123});
    QCOMPARE(answer.series[0].samples[0].value, 0.5);
    QCOMPARE(answer.warnings.size(), std::size_t{2});
  }

  void valuesThatAreNoNumbersStayWhatTheyAre() {
    const Answer answer = parsed(matrix("[1,\"NaN\"],[2,\"+Inf\"],[3,\"-Inf\"],[4,\"-0\"],[5,\"1e+06\"],[6,\"0x1\"],[7,\"\"]"));
    QVERIFY(!answer.error);
    const std::vector<Sample>& samples = answer.series.at(0).samples;
    QCOMPARE(samples.size(), std::size_t{5});
    QVERIFY(std::isnan(samples[0].value));
    QVERIFY(std::isinf(samples[1].value) && samples[1].value > 0);
    QVERIFY(std::isinf(samples[2].value) && samples[2].value < 0);
    QVERIFY(samples[3].value == 0 && std::signbit(samples[3].value));
    QCOMPARE(samples[4].value, 1e6);
    QCOMPARE(answer.warnings, std::vector<std::string>{"2 samples could not be read"});
  }

  void scalarsAndStringsAreAnswersToo() {
    const Answer scalar = parsed("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"7\"]}}");
    QVERIFY(!scalar.error);
    QCOMPARE(scalar.series.at(0).samples.at(0).value, 7.0);
    const Answer text = parsed("{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"word\"]}}");
    QVERIFY(!text.error && text.series.empty() && text.warnings.empty());
  }

  void nativeHistogramsAreLeftOutPolitely() {
    const Answer answer = parsed(
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"histogram\":[1,{\"count\":"
        "\"3\","
        "\"sum\":\"1\",\"buckets\":[[0,\"1\",\"2\",\"3\"]]}]},{\"metric\":{},\"value\":[1,\"2\"]}]}}");
    QVERIFY(!answer.error);
    QCOMPARE(answer.series.size(), std::size_t{1});
    QVERIFY(contains(answer.warnings.at(0), "native histogram"));
  }

  void emptyIsAbsentAndNotZero() {
    Answer answer = parsed("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}");
    answer.answered = Time{1};
    QVERIFY(!answer.error && answer.absent());
  }

  void whatIsNoAnswerIsAnError() {
    for (const char* body :
         {"", "   ", "null", "[]", "7", "{}", "{\"status\":\"success\"}", "<html>", "{\"status\":\"success\",\"data\":[]}",
          "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"met"}) {
      const Answer answer = parsed(body);
      QVERIFY2(answer.error && answer.series.empty(), body);
    }
    const Answer deep = parsed("{\"status\":\"success\",\"data\":" + std::string(100'000, '['));
    QVERIFY(deep.error && contains(deep.error->message, "nested"));
  }

  void aBodyThatWasCutGivesWhatCameWholeAndSaysAtLeast() {
    std::string body = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[";
    for (int i = 0; i < 100; ++i) {
      body += "{\"metric\":{\"i\":\"" + std::to_string(i) + "\"},\"value\":[1,\"2\"]},";
    }
    const Answer answer = parsed(body + "{\"metric\":{\"i\":\"99", true);
    QVERIFY(!answer.error);
    QVERIFY(answer.truncated);
    QCOMPARE(answer.series.size(), std::size_t{100});
    QVERIFY(parsed(body).error);  // the same bytes as a whole answer are damaged
  }

  void capsOfSeriesAndSamplesHold() {
    std::string list;
    for (int i = 0; i < 50; ++i) {
      list += std::string(list.empty() ? "" : ",") + "{\"metric\":{\"i\":\"" + std::to_string(i) +
              "\"},\"values\":[[1,\"2\"],[2,\"3\"]]}";
    }
    const std::string body = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + list + "]}}";
    Limits limits;
    limits.series = 10;
    const Answer few = parsed(body, false, limits);
    QVERIFY(few.truncated && !few.error);
    QCOMPARE(few.series.size(), std::size_t{10});
    limits = {};
    limits.samples = 7;
    QCOMPARE(parsed(body, false, limits).series.size(), std::size_t{3});
    QVERIFY(parsed(body, false, limits).truncated);
    QVERIFY(!parsed(body).truncated);
  }

  void timesThatAreNoneAreSkipped() {
    const Answer answer = parsed(matrix("[1e300,\"1\"],[\"x\",\"1\"],[5,\"1\"]"));
    QVERIFY(!answer.error);
    QCOMPARE(answer.series.at(0).samples.size(), std::size_t{1});
  }

  void partialAnswersOfStatusErrorKeepTheirSeries() {
    const Answer answer = parsed(
        "{\"status\":\"error\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"2\"]}]},"
        "\"errorType\":"
        "\"timeout\",\"error\":\"one store is away\"}");
    QVERIFY(!answer.error && answer.truncated);
    QCOMPARE(answer.warnings.at(0), std::string("one store is away"));
  }

  void refusalsGiveTheServersOwnWords() {
    const char* body = "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error: unexpected end\"}";
    for (const int status : {400, 422}) {
      const auto error = failure(status, body);
      QVERIFY(error);
      QCOMPARE(error->code, ErrorCode::invalidInput);
      QCOMPARE(error->message, std::string("1:5: parse error: unexpected end"));
    }
    QCOMPARE(parsed(body).error->code, ErrorCode::invalidInput);
    QCOMPARE(failure(401, "")->code, ErrorCode::unauthenticated);
    QCOMPARE(failure(403, "no")->code, ErrorCode::forbidden);
    QCOMPARE(failure(404, "404 page not found")->code, ErrorCode::notServed);
    QCOMPARE(failure(429, "")->code, ErrorCode::throttled);
    QVERIFY(contains(failure(302, "")->message, "redirects"));
    QVERIFY(contains(failure(200, "<!doctype html><title>Sign in</title>")->message, "web page"));
    QVERIFY(contains(failure(400, "no org id")->message, "no org id"));
    QVERIFY(!failure(200, "{}"));
  }

  void theServiceProxysOwnRefusalsAreExplained() {
    const auto status = [](const std::string& message) {
      return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"" + message + "\"}";
    };
    const auto forbidden = failure(403, status("services is forbidden: cannot get resource services/proxy"), true);
    QCOMPARE(forbidden->code, ErrorCode::forbidden);
    QVERIFY(contains(forbidden->fix, "services/proxy"));
    QVERIFY(contains(failure(503, status("no endpoints available for service p"), true)->message, "no pod of it is ready"));
    QVERIFY(contains(failure(502, "error trying to reach service: dial tcp 10.0.0.7:9090: i/o timeout", true)->message,
                     "the API server cannot reach it"));
    QCOMPARE(failure(404, status("services p not found"), true)->code, ErrorCode::notFound);
    // Its own 403 is not the API server's.
    QVERIFY(!contains(failure(403, "denied by oauth2-proxy", true)->fix, "services/proxy"));
  }

  void listsAreReadAndCapped() {
    const auto list = parseList("{\"status\":\"success\",\"data\":[\"a\",\"b\"]}", false, {});
    QVERIFY(list && list->values == (std::vector<std::string>{"a", "b"}));
    Limits limits;
    limits.series = 1;
    QVERIFY(parseList("{\"status\":\"success\",\"data\":[\"a\",\"b\"]}", false, limits)->truncated);
    QVERIFY(!parseList("{\"status\":\"success\",\"data\":{}}", false, {}));
    QVERIFY(!parseList("x", false, {}));
  }

  void formsAreEncoded() {
    QCOMPARE(encoded("a{b=\"c d\"}+1"), std::string("a%7Bb%3D%22c%20d%22%7D%2B1"));
    QCOMPARE(seconds(1'700'000'000'005), std::string("1700000000.005"));
    QCOMPARE(seconds(-1'500), std::string("-1.500"));
  }

  void aHundredMegabytesOfSeriesStopAtTheCap() {
    Limits limits;
    limits.series = 1'000;
    std::string body = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[";
    while (body.size() < (8U << 20U)) {
      body += "{\"metric\":{\"pod\":\"a-name-of-some-length\"},\"value\":[1,\"2\"]},";
    }
    const Answer answer = parsed(body, true, limits);
    QVERIFY(answer.truncated && !answer.error);
    QCOMPARE(answer.series.size(), limits.series);
  }
};

QTEST_APPLESS_MAIN(AnswerTest)
#include "answer_test.moc"
