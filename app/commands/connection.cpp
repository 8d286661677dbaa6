// claimscope connection: how the kubeconfig resolves; secrets as SHA-256, never an exec plugin run.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "app/commands/command.h"
#include "app/commands/connection_cases.h"
#include "app/commands/listing.h"
#include "model/base/log.h"

namespace claimscope::app {
namespace {

int runConnection(const CommonOptions& options) {
  kube::KubeconfigOptions kubeconfig;
  kubeconfig.path = options.source.kubeconfig;
  kubeconfig.context = options.source.context;
  kubeconfig.namespaceName = options.source.namespaceName;
  kubeconfig.environment = options.source.environment;
  const kube::Resolved resolved = kube::resolve(kubeconfig);
  const Json document = connectionJson(resolved, options.source.environment);
  if (options.output == "json") {
    fmt::print("{}\n", document.dump(2, ' ', false, Json::error_handler_t::replace));
  } else if (resolved.errors.empty()) {
    for (const auto& [key, value] : document.items()) {
      if (key != "errors" && !value.is_null() && value != "") {
        const std::string text =
            value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
        fmt::print("{:<22} {}\n", key, log::redact(text));
      }
    }
  }
  int status = 0;
  for (const Error& error : resolved.errors) {
    status = std::max(status, options.output == "json" ? exitStatus(error.code) : reportError(error));
  }
  return status;
}

int runCasesOfFile(const std::string& path) {
  if (path == "-") {
    return runConnectionCases(std::cin, std::cout);
  }
  std::ifstream file(path);
  return file ? runConnectionCases(file, std::cout)
              : reportError({ErrorCode::invalidInput, path + " cannot be read", "Check the path", {}, 0});
}

}  // namespace

Command registerConnection(CLI::App& parent, CommonOptions& options) {
  CLI::App* app = addCommand(parent, "connection", "Prints how the kubeconfig resolves, secrets as SHA-256; connects to nothing");
  auto cases = std::make_shared<std::string>();
  app->add_option("--cases", *cases, "resolve many, one JSON object a line: folder, kubeconfig, context, namespace, environment")
      ->type_name("FILE");
  return {app, [&options, cases] { return cases->empty() ? runConnection(options) : runCasesOfFile(*cases); }};
}

}  // namespace claimscope::app
