// Cli: runs claimscope-cli as a user does, in an empty home, and keeps what it said. Test thread.
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <stdexcept>
#include <string>

#include "tests/kit/places.h"
#include "tests/kit/temporary_folder.h"

namespace claimscope::kit {

struct CliResult {
  int status = -1;
  std::string out;
  std::string err;

  [[nodiscard]] bool says(const std::string& text) const { return err.find(text) != std::string::npos; }
  [[nodiscard]] bool holds(const std::string& text) const { return says(text) || out.find(text) != std::string::npos; }
  /// "claimscope: …" lines: messages to a person.
  [[nodiscard]] std::size_t messages() const {
    std::size_t count = 0;
    for (std::size_t at = 0; at < err.size();
         at = err.find('\n', at) == std::string::npos ? err.size() : err.find('\n', at) + 1) {
      count += err.compare(at, 12, "claimscope: ") == 0 ? 1U : 0U;
    }
    return count;
  }
};

/// Arguments without blanks in them, from one line.
inline QStringList words(const char* line) {
  return QString::fromLatin1(line).split(QLatin1Char(' '));
}

/// What was printed with -o json; empty when it is no object.
inline QJsonObject document(const CliResult& result) {
  return QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object();
}

class Cli {
 public:
  /// Throws when it does not end by itself within a minute, or crashes.
  [[nodiscard]] CliResult run(const QStringList& arguments, const std::string& input = {}) const {
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), QString::fromStdString(m_home.path().string()));
    environment.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
    if (!kubeconfig.empty()) {
      environment.insert(QStringLiteral("KUBECONFIG"), QString::fromStdString(kubeconfig));
    }
    for (const QString& name : inherited) {
      environment.insert(name, qEnvironmentVariable(name.toLatin1().constData()));
    }
    process.setProcessEnvironment(environment);
    process.start(QString::fromStdString(commandLineProgram()), arguments);
    process.write(input.data(), static_cast<qint64>(input.size()));
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit) {
      throw std::runtime_error("claimscope-cli " + arguments.join(QLatin1Char(' ')).toStdString() +
                               " hung or crashed: " + process.readAllStandardError().toStdString());
    }
    return {process.exitCode(), process.readAllStandardOutput().toStdString(), process.readAllStandardError().toStdString()};
  }
  [[nodiscard]] const TemporaryFolder& home() const { return m_home; }

  std::string kubeconfig;  ///< of the environment
  QStringList inherited;   ///< further variables, from our own environment

 private:
  TemporaryFolder m_home;
};

}  // namespace claimscope::kit
