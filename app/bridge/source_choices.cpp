#include "app/bridge/source_choices.h"

#include <QFileInfo>
#include <algorithm>

#include "model/kube/connection.h"
#include "model/simulation/world.h"
#include "ui/base/model_words.h"

namespace claimscope::app {
namespace {

kube::KubeconfigOptions kubeconfigOf(const SourceOptions& options) {
  kube::KubeconfigOptions out;
  out.path = options.kubeconfig;
  out.context = options.context;
  out.environment = options.environment;
  return out;
}

bool isPlainCluster(const SourceOptions& options) {
  return !options.demo && options.files.empty();
}

std::string scenarioOf(const SourceOptions& options) {
  return options.scenario.empty() ? "eks-hybrid" : options.scenario;
}

std::string contextOf(const SourceOptions& options) {
  if (!options.context.empty()) {
    return options.context;
  }
  const auto summary = kube::summarise(kubeconfigOf(options));
  return summary ? summary->currentContext : std::string();
}

}  // namespace

bool nothingConfigured(const SourceOptions& options) {
  if (!isPlainCluster(options) || !options.kubeconfig.empty() || !options.context.empty()) {
    return false;
  }
  const auto summary = kube::summarise(kubeconfigOf(options));
  return !summary && summary.error().code == ErrorCode::notFound;
}

QString idOf(const SourceOptions& options) {
  if (options.demo) {
    return QStringLiteral("demo:") + QString::fromStdString(scenarioOf(options));
  }
  if (!options.files.empty()) {
    return QStringLiteral("files:") + QString::fromStdString(options.files.front());
  }
  return QStringLiteral("context:") + QString::fromStdString(contextOf(options));
}

std::vector<ui::SourceChoice> choicesOf(const SourceOptions& options) {
  std::vector<ui::SourceChoice> out;
  const QString current = idOf(options);
  const auto add = [&](const QString& id, const QString& title, const QString& detail, const QString& credential) {
    ui::SourceChoice choice;
    choice.id = id;
    choice.title = title;
    choice.detail = detail;
    choice.credential = credential;
    choice.current = id == current;
    out.push_back(std::move(choice));
  };
  if (const auto summary = kube::summarise(kubeconfigOf(options))) {
    for (const kube::ContextInfo& context : summary->contexts) {
      add(QStringLiteral("context:") + QString::fromStdString(context.name), QString::fromStdString(context.name),
          QString::fromStdString(kube::withoutPassword(context.server)), QString::fromStdString(context.credential));
    }
  }
  for (const std::string& file : options.files) {
    add(QStringLiteral("files:") + QString::fromStdString(file), QFileInfo(QString::fromStdString(file)).fileName(),
        QString::fromStdString(file), {});
    break;  // the others come with it
  }
  for (const simulation::ScenarioInfo& scenario : simulation::scenarios()) {
    add(QStringLiteral("demo:") + QString::fromStdString(scenario.name),
        QStringLiteral("Demo ") + QString::fromStdString(scenario.name), ui::said(scenario.description), {});
  }
  return out;
}

std::vector<ui::SourceChoice> withRunning(std::vector<ui::SourceChoice> choices, const std::vector<RunningSource>& running) {
  for (ui::SourceChoice& choice : choices) {
    const auto found =
        std::find_if(running.begin(), running.end(), [&](const RunningSource& source) { return source.id == choice.id; });
    choice.run = found == running.end() ? ui::SourceChoice::Run::closed : found->run;
    choice.state = found == running.end() ? QString() : found->state;
  }
  return choices;
}

QString filesOf(const SourceOptions& options) {
  QStringList out;
  if (const auto summary = kube::summarise(kubeconfigOf(options))) {
    for (const std::string& file : summary->files) {
      out += QString::fromStdString(file);
    }
  }
  return out.join(QStringLiteral(", "));
}

QString triedOf(const SourceOptions& options) {
  if (options.demo) {
    return QStringLiteral("demo cluster ") + QString::fromStdString(scenarioOf(options));
  }
  if (!options.files.empty()) {
    return QFileInfo(QString::fromStdString(options.files.front())).fileName();
  }
  const std::string context = contextOf(options);
  return context.empty() ? QStringLiteral("kubeconfig") : QString::fromStdString(context);
}

SourceOptions chosen(SourceOptions options, const QString& id) {
  const std::string name = id.mid(id.indexOf(QLatin1Char(':')) + 1).toStdString();
  if (id.startsWith(QLatin1String("files:"))) {
    options.demo = false;
    return options;
  }
  options.demo = id.startsWith(QLatin1String("demo:"));
  options.files.clear();
  (options.demo ? options.scenario : options.context) = name;
  return options;
}

}  // namespace claimscope::app
