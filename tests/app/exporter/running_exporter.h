// RunningExporter: claimscope-cli exporter as a process, on a free port. Test thread.
#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <stdexcept>
#include <string>

#include "tests/kit/places.h"
#include "tests/kit/temporary_folder.h"

namespace claimscope::exporter {

class RunningExporter {
 public:
  explicit RunningExporter(const QStringList& source, const std::string& kubeconfig = {}) {
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), QString::fromStdString(m_home.path().string()));
    environment.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
    if (!kubeconfig.empty()) {
      environment.insert(QStringLiteral("KUBECONFIG"), QString::fromStdString(m_home.write("config", kubeconfig)));
    }
    m_process.setProcessEnvironment(environment);
    m_process.start(QString::fromStdString(kit::commandLineProgram()),
                    QStringList{QStringLiteral("exporter"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} + source);
    // "claimscope: metrics of … at http://127.0.0.1:PORT/metrics"
    const std::string mark = "http://127.0.0.1:";
    while (m_port == 0) {
      if (!m_process.waitForReadyRead(20'000) && m_process.state() == QProcess::NotRunning) {
        throw std::runtime_error("the exporter ended: " + said());
      }
      const std::string text = said();
      const std::size_t at = text.find("/metrics\n");
      const std::size_t begin = text.rfind(mark, at);
      if (at != std::string::npos && begin != std::string::npos) {
        m_port = std::stoi(text.substr(begin + mark.size()));
      }
    }
  }
  ~RunningExporter() {
    if (m_process.state() != QProcess::NotRunning) {
      m_process.kill();
      m_process.waitForFinished();
    }
  }
  RunningExporter(const RunningExporter&) = delete;
  RunningExporter& operator=(const RunningExporter&) = delete;

  [[nodiscard]] int port() const { return m_port; }
  [[nodiscard]] qint64 processId() const { return m_process.processId(); }
  /// Everything on stderr and stdout so far.
  std::string said() {
    m_said += m_process.readAllStandardOutput().toStdString();  // stderr is merged into it
    return m_said;
  }
  /// The exit status, when it ends within 20 s.
  int waitForEnd() {
    if (!m_process.waitForFinished(20'000) || m_process.exitStatus() != QProcess::NormalExit) {
      throw std::runtime_error("the exporter did not end: " + said());
    }
    return m_process.exitCode();
  }

 private:
  struct Reader : QProcess {
    Reader() { setProcessChannelMode(QProcess::MergedChannels); }
  };
  kit::TemporaryFolder m_home;
  Reader m_process;
  std::string m_said;
  int m_port = 0;
};

}  // namespace claimscope::exporter
