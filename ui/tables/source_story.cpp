// SourceStory: waiting, loading, forbidden, not served, failed, stale, empty in words. Pure; any thread.
#include "ui/tables/source_story.h"

#include <QStringList>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/tell.h"

namespace claimscope::ui {
namespace {

QString kindName(Kind kind) {
  return plain(kindRequest(kind).kind) + QLatin1Char('s');
}
QString resourceName(Kind kind) {
  return plain(kindRequest(kind).resource);
}

QString groupName(Kind kind) {
  const std::string& group = kindRequest(kind).group;
  return group.empty() ? QStringLiteral("v1") : plain(group);
}

void tellLoading(SourceStory& story, const SourceStatus& status, Kind kind, bool haveRows) {
  story.show = haveRows ? SourceStory::Show::rows : SourceStory::Show::loading;
  if (status.expectedAtLeast && *status.expectedAtLeast > 0) {
    story.part = std::min(1.0, static_cast<double>(status.objects) / static_cast<double>(*status.expectedAtLeast));
    story.progress = tell("%1 %2 of %3")
                         .arg(kindName(kind), number(static_cast<std::int64_t>(status.objects)),
                              number(Count{static_cast<std::int64_t>(*status.expectedAtLeast), Bound::atLeast}));
  } else if (status.objects > 0) {
    story.progress = tell("%1 %2 so far").arg(kindName(kind), number(static_cast<std::int64_t>(status.objects)));
  } else {
    story.progress = tell("%1: waiting for the first page").arg(kindName(kind));
  }
}

}  // namespace

QString roleFor(Kind kind) {
  const KindRequest& request = kindRequest(kind);
  return QStringLiteral(
             "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: claimscope-%1}\nrules:\n"
             "- apiGroups: [\"%2\"]\n  resources: [\"%1\"]\n  verbs: [\"list\", \"watch\"]\n")
      .arg(QString::fromStdString(request.resource), QString::fromStdString(request.group));
}

SourceStory storyOf(const cluster::Snapshot& snapshot, Kind kind, const QString& hidden, bool haveRows) {
  const SourceStatus& status = snapshot.source(kind).status;
  SourceStory story;
  switch (status.state) {
    case SourceState::waiting:
    case SourceState::loading:
      tellLoading(story, status, kind, haveRows);
      return story;
    case SourceState::forbidden: {
      const bool nameless = snapshot.server.user.empty();
      const QString title = tell("You may not list %1.").arg(resourceName(kind));
      const QString detail = nameless ? tell("The server answered 403. %1").arg(hidden)
                                      : tell("The server answered 403 to %1. %2").arg(plain(snapshot.server.user), hidden);
      if (haveRows) {
        story.bannerTitle = title;
        story.bannerDetail = detail;
      } else {
        story.show = SourceStory::Show::forbidden;
        story.title = title;
        story.detail = detail;
        story.code = roleFor(kind);
      }
      return story;
    }
    case SourceState::notServed:
      story.show = haveRows ? SourceStory::Show::rows : SourceStory::Show::notServed;
      story.title = tell("This API server has no %1.").arg(kindName(kind));
      story.detail = tell("It does not serve %1 in %2. Dynamic Resource Allocation may be switched off.")
                         .arg(resourceName(kind), groupName(kind));
      return story;
    case SourceState::failed:
    case SourceState::stale: {
      const QString cause = status.error ? plain(status.error->message) : QString();
      const QString fix = status.error ? plain(status.error->fix) : QString();
      if (!haveRows && (status.state == SourceState::failed || !status.lastContact.isSet())) {
        story.show = SourceStory::Show::failed;
        story.title = cause.isEmpty() ? tell("%1 could not be read.").arg(kindName(kind)) : cause;
        story.detail = fix;
        return story;
      }
      story.stale = true;
      const auto lost = snapshot.ageMs(kind);
      story.bannerTitle = lost ? tell("Watch of %1 lost %2 ago.").arg(resourceName(kind), age(*lost))
                               : tell("Watch of %1 lost.").arg(resourceName(kind));
      const QString asOf = status.lastContact.isSet() ? tell("Shown as of %1.").arg(clockTime(status.lastContact)) : QString();
      story.bannerDetail = QStringList{asOf, cause}.join(QLatin1Char(' ')).trimmed();
      break;
    }
    case SourceState::live:
    case SourceState::polling:
    case SourceState::complete:
      break;
  }
  if (!haveRows) {
    story.show = SourceStory::Show::empty;
  }
  return story;
}

}  // namespace claimscope::ui
