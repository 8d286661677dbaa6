// claimscope quota: how namespaces stand towards their quotas of claims and devices, and what manifests would be admitted.
#include "app/commands/quota.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "app/commands/command.h"
#include "app/commands/lint_files.h"
#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

struct QuotaFlags {
  std::vector<std::string> files;
  bool everyKey = false;
  bool allNamespaces = false;
  std::string cases;
};

std::vector<Kind> kindsOfQuota() {
  return {Kind::ResourceQuota, Kind::ResourceClaim, Kind::ResourceClaimTemplate, Kind::DeviceClass, Kind::Pod,
          Kind::ReplicaSet,    Kind::Deployment,    Kind::StatefulSet,           Kind::Job,         Kind::Event,
          Kind::Namespace};
}

void print(const Json& json, const Listing& listing, const CommonOptions& options) {
  if (options.output == "json" || options.output == "yaml") {
    const std::string text = json.dump(options.output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
    fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
  } else {
    const bool wide = options.output == "wide";
    fmt::print("{}", options.output == "md" ? renderMarkdown(listing, true) : renderTable(listing, wide));
  }
}

/// A cluster is asked beside manifests where one is named, or where the kubeconfig has one and no other source is given.
bool namesCluster(const SourceOptions& source) {
  return source.demo || !source.context.empty() || !source.kubeconfig.empty() || !source.files.empty() ||
         source.environment.count("KUBECONFIG") != 0;
}

/// Quotas of the cluster; one that the manifests bring takes its place with what is in use there.
std::vector<Box<ResourceQuota>> quotasOf(const diagnosis::LintWorld& world) {
  std::vector<Box<ResourceQuota>> out;
  for (const auto& entry : world.quotas) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const auto& other) {
      return other->meta.namespaceName == entry.object->meta.namespaceName && other->meta.name == entry.object->meta.name;
    });
    if (same == out.end()) {
      out.push_back(entry.object);
      continue;
    }
    // Manifests were read first: theirs are the limits, the cluster's is the use.
    ResourceQuota merged = **same;
    merged.used = entry.object->used;
    *same = std::move(merged);
  }
  return out;
}

int beforeSubmit(const QuotaFlags& flags, const CommonOptions& options) {
  diagnosis::LintWorld world;
  const Manifests manifests = readManifests(flags.files, options.source.namespaceName, world);
  int problems = 0;
  for (const Error& error : manifests.errors) {
    problems = reportError(error);
  }
  if (problems != 0) {
    return 2;
  }
  std::unique_ptr<Loaded> loaded;
  if (namesCluster(options.source)) {
    auto opened = loadCluster(options, kindsOfQuota());
    if (!opened) {
      return opened.error();
    }
    loaded = std::make_unique<Loaded>(std::move(*opened));
    diagnosis::addCluster(world, *loaded->snapshot, false);
  }
  quota::ExtendedResources extended;
  for (const auto& entry : world.classes) {
    extended.add(*entry.object);
  }
  if (loaded != nullptr) {
    extended.enabled = quota::ExtendedResources(*loaded->snapshot).enabled;
  }
  const std::vector<quota::Ask> asks = asksOf(world, extended);
  if (asks.empty()) {
    return reportError({ErrorCode::invalidInput,
                        "the manifests hold nothing that a quota of claims counts",
                        "Name files with claims, templates, pods or workloads",
                        {},
                        0});
  }
  const auto quotas = quotasOf(world);
  std::vector<const ResourceQuota*> pointers;
  std::transform(quotas.begin(), quotas.end(), std::back_inserter(pointers), [](const auto& quota) { return quota.get(); });
  const std::vector<quota::Verdict> verdicts =
      quota::admit(pointers, asks, extended, loaded == nullptr ? Bound::exact : loaded->snapshot->boundOf(Kind::ResourceQuota));
  print(admissionJson(verdicts), admissionListing(verdicts), options);
  if (loaded == nullptr && quotas.empty()) {
    fmt::print(stderr, "note: no cluster was asked and the manifests bring no quota: everything is admitted\n");
  }
  if (loaded != nullptr && loaded->problems != 0) {
    return loaded->problems;
  }
  return std::all_of(verdicts.begin(), verdicts.end(), [](const quota::Verdict& verdict) { return verdict.admitted; }) ? 0 : 1;
}

int runQuota(const QuotaFlags& flags, const CommonOptions& options) {
  if (!flags.cases.empty()) {
    std::ifstream file;
    if (flags.cases != "-") {
      file.open(flags.cases);
      if (!file) {
        return reportError({ErrorCode::usage, "cannot read " + flags.cases, "Check the path and its permissions", {}, 0});
      }
    }
    const Status done = answerQuotaCases(flags.cases == "-" ? std::cin : file, std::cout, flags.cases);
    return done ? 0 : reportError(done.error());
  }
  if (!flags.files.empty()) {
    return beforeSubmit(flags, options);
  }
  auto loaded = loadCluster(options, kindsOfQuota());
  if (!loaded) {
    return loaded.error();
  }
  const SourceStatus& source = loaded->snapshot->source(Kind::ResourceQuota).status;
  if (source.state == SourceState::forbidden && source.error) {
    return reportError(*source.error);
  }
  const quota::Ledger ledger =
      quota::ledgerOf(*loaded->snapshot, {flags.allNamespaces ? std::string() : options.source.namespaceName, flags.everyKey});
  print(quotaJson(ledger, *loaded->snapshot), quotaListing(ledger), options);
  return loaded->problems;
}

}  // namespace

std::vector<quota::Ask> asksOf(const diagnosis::LintWorld& world, const quota::ExtendedResources& extended) {
  std::vector<std::pair<std::size_t, quota::Ask>> found;
  for (const auto& entry : world.claims) {
    if (entry.judged()) {
      const Metadata& meta = entry.object->meta;
      found.push_back({entry.source,
                       {"ResourceClaim " + words::oneLine(meta.namespaceName.str() + "/" + meta.name.str()),
                        meta.namespaceName,
                        quota::usageOf(entry.object->spec, extended),
                        {},
                        0,
                        {}}});
    }
  }
  for (const auto& entry : world.templates) {
    if (entry.judged()) {
      const Metadata& meta = entry.object->meta;
      found.push_back({entry.source,
                       {"ResourceClaimTemplate " + words::oneLine(meta.namespaceName.str() + "/" + meta.name.str()),
                        meta.namespaceName,
                        quota::Usage{{Text(quota::kTemplateCount), quota::kUnit}},
                        {},
                        0,
                        {}}});
    }
  }
  for (const diagnosis::LintPod& pod : world.pods) {
    if (!pod.judged()) {
      continue;
    }
    const Metadata& meta = pod.pod->meta;
    quota::Ask ask{pod.ownerKind + " " + words::oneLine(meta.namespaceName.str() + "/" + meta.name.str()),
                   meta.namespaceName,
                   {},
                   {},
                   std::max<std::int64_t>(0, pod.replicas),
                   {},
                   quota::usageOf(*pod.pod),
                   pod.pod.get()};
    for (const PodClaimEntry& entry : pod.pod->spec->claims) {
      if (!entry.templateName.empty()) {
        if (const ResourceClaimTemplate* form = world.findTemplate(meta.namespaceName, entry.templateName); form != nullptr) {
          ask.each = quota::sum(std::move(ask.each), quota::usageOf(form->spec, extended));
        } else {
          ask.unknown.push_back("template " + words::oneLine(entry.templateName.view()) + " is not here");
        }
      }
    }
    found.emplace_back(pod.source, std::move(ask));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<quota::Ask> out;
  for (auto& [source, ask] : found) {
    out.push_back(std::move(ask));
  }
  return out;
}

Command registerQuota(CLI::App& parent, CommonOptions& options) {
  auto flags = std::make_shared<QuotaFlags>();
  CLI::App* app = addCommand(
      parent, "quota", "Prints how namespaces stand towards their quotas of claims and devices; -f: what would be admitted");
  app->add_option("-f,--filename", flags->files,
                  "manifests, before they are submitted: a file, a folder or - (repeatable); with --context, --file or --demo "
                  "against the quotas of that cluster")
      ->type_name("FILE");
  app->add_flag("--every-key", flags->everyKey, "limits that are not about claims or devices too");
  app->add_flag("-A,--all-namespaces", flags->allNamespaces, "every namespace");
  app->add_option("--cases", flags->cases, "what claims count, one JSON object a line")->type_name("FILE")->group("");
  return {app, [flags, &options] { return runQuota(*flags, options); }};
}

}  // namespace claimscope::app
