<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
 <context>
  <name>ChangeLines</name>
  <message>
   <source>lost</source>
   <translation>유실</translation>
  </message>
 </context>
 <context>
  <name>Claimscope</name>
  <message>
   <source>
Seen at %1.
</source>
   <translation>
%1 시점.
</translation>
  </message>
  <message>
   <source> + admin</source>
   <translation> + admin</translation>
  </message>
  <message>
   <source> +%1</source>
   <translation> +%1</translation>
  </message>
  <message>
   <source> ?</source>
   <translation> ?</translation>
  </message>
  <message>
   <source> and </source>
   <translation>, </translation>
  </message>
  <message>
   <source> and %1 more</source>
   <translation> 외 %1개</translation>
  </message>
  <message>
   <source> in %1</source>
   <translation> · %1</translation>
  </message>
  <message>
   <source> of %1</source>
   <translation> / %1</translation>
  </message>
  <message>
   <source> · OnDelete</source>
   <translation> · OnDelete</translation>
  </message>
  <message>
   <source> · owned by %1</source>
   <translation> · 소유: %1</translation>
  </message>
  <message>
   <source>%1
owned by %2: patch there, or it comes back</source>
   <translation>%1
%2 소유: 그곳에서 패치하지 않으면 되돌아옵니다</translation>
  </message>
  <message>
   <source>%1   (%2 on %3)</source>
   <translation>%1   (%3개 중 %2)</translation>
  </message>
  <message>
   <source>%1   (%2)</source>
   <translation>%1   (%2)</translation>
  </message>
  <message>
   <source>%1 %</source>
   <translation>%1 %</translation>
  </message>
  <message>
   <source>%1 % %2</source>
   <translation>%1 % %2</translation>
  </message>
  <message>
   <source>%1 % of the p95 is %2%3.</source>
   <translation>p95의 %1 %: %2%3.</translation>
  </message>
  <message>
   <source>%1 % used</source>
   <translation>%1 % 사용</translation>
  </message>
  <message>
   <source>%1 %2</source>
   <translation>%1 %2</translation>
  </message>
  <message>
   <source>%1 %2 (second source)</source>
   <translation>%1 %2 (보조 소스)</translation>
  </message>
  <message>
   <source>%1 %2 of %3</source>
   <translation>%1 %2 / %3</translation>
  </message>
  <message>
   <source>%1 %2 so far</source>
   <translation>%1 %2, 진행 중</translation>
  </message>
  <message>
   <source>%1 (%2)</source>
   <translation>%1 (%2)</translation>
  </message>
  <message>
   <source>%1 (has|have) no Ready pod meanwhile</source>
   <translation>%1: 그동안 Ready 파드 없음</translation>
  </message>
  <message>
   <source>%1 (values are not shown)</source>
   <translation>%1 (값은 표시하지 않음)</translation>
  </message>
  <message>
   <source>%1 + %2 of %3</source>
   <translation>%3 중 %1 + %2</translation>
  </message>
  <message>
   <source>%1 +%2</source>
   <translation>%1 +%2</translation>
  </message>
  <message>
   <source>%1 --way %2</source>
   <translation>%1 --way %2</translation>
  </message>
  <message>
   <source>%1 = %2 anywhere, %3</source>
   <translation>전체의 %1 = %2, %3</translation>
  </message>
  <message>
   <source>%1 = %2 on this node, %3</source>
   <translation>이 노드의 %1 = %2, %3</translation>
  </message>
  <message>
   <source>%1 DeviceClass</source>
   <translation>DeviceClass %1개</translation>
  </message>
  <message>
   <source>%1 DeviceClasses</source>
   <translation>DeviceClass %1개</translation>
  </message>
  <message>
   <source>%1 DisruptionTarget, then DELETE by uid</source>
   <translation>%1 DisruptionTarget을 받은 뒤 uid로 DELETE</translation>
  </message>
  <message>
   <source>%1 ExactCount</source>
   <translation>%1 ExactCount</translation>
  </message>
  <message>
   <source>%1 GPU h · %2 %</source>
   <translation>%1 GPU 시간 · %2 %</translation>
  </message>
  <message>
   <source>%1 GPU hours</source>
   <translation>%1 GPU 시간</translation>
  </message>
  <message>
   <source>%1 KB</source>
   <translation>%1 KB</translation>
  </message>
  <message>
   <source>%1 MB</source>
   <translation>%1 MB</translation>
  </message>
  <message>
   <source>%1 MiB</source>
   <translation>%1 MiB</translation>
  </message>
  <message>
   <source>%1 W</source>
   <translation>%1 W</translation>
  </message>
  <message>
   <source>%1 a cell</source>
   <translation>칸마다 %1</translation>
  </message>
  <message>
   <source>%1 a node hour</source>
   <translation>노드 시간당 %1</translation>
  </message>
  <message>
   <source>%1 above p99</source>
   <translation>%1개가 p99 초과</translation>
  </message>
  <message>
   <source>%1 above p99, the longest %2</source>
   <translation>%1개가 p99 초과, 최장 %2</translation>
  </message>
  <message>
   <source>%1 accepted</source>
   <translation>%1 수락</translation>
  </message>
  <message>
   <source>%1 active</source>
   <translation>활성 %1</translation>
  </message>
  <message>
   <source>%1 against its devices</source>
   <translation>%1과(와) 그 장치의 비교</translation>
  </message>
  <message>
   <source>%1 ago</source>
   <translation>%1 전</translation>
  </message>
  <message>
   <source>%1 allocatable</source>
   <translation>할당 가능 %1</translation>
  </message>
  <message>
   <source>%1 allocated</source>
   <translation>%1 할당됨</translation>
  </message>
  <message>
   <source>%1 allocated: %2</source>
   <translation>%1 할당됨: %2</translation>
  </message>
  <message>
   <source>%1 and %2 are %3 apart.</source>
   <translation>%1, %2: 거리 %3.</translation>
  </message>
  <message>
   <source>%1 and %2 have nothing in common: no claim, pod, owner, node, class, driver or quota.</source>
   <translation>%1, %2: 공통된 클레임, 파드, 소유자, 노드, 클래스, 드라이버, 쿼터가 없습니다.</translation>
  </message>
  <message>
   <source>%1 and %2 more</source>
   <translation>%1 외 %2개</translation>
  </message>
  <message>
   <source>%1 and what claims name</source>
   <translation>%1과(와) 클레임이 적은 이름</translation>
  </message>
  <message>
   <source>%1 are hidden by the filter.</source>
   <translation>필터가 %1를 숨기고 있습니다.</translation>
  </message>
  <message>
   <source>%1 are published</source>
   <translation>%1 게시됨</translation>
  </message>
  <message>
   <source>%1 as %2</source>
   <translation>%2 사용자, %1</translation>
  </message>
  <message>
   <source>%1 at %2, joined by %3</source>
   <translation>%2에서 %1, %3 기준으로 연결</translation>
  </message>
  <message>
   <source>%1 became unhealthy</source>
   <translation>%1 비정상이 됨</translation>
  </message>
  <message>
   <source>%1 behind a taint or selector of the node</source>
   <translation>%1: 노드의 테인트나 셀렉터에 막힘</translation>
  </message>
  <message>
   <source>%1 belong to no single node.</source>
   <translation>%1개는 한 노드에 속하지 않음.</translation>
  </message>
  <message>
   <source>%1 by %2 pods</source>
   <translation>%1, 파드 %2개</translation>
  </message>
  <message>
   <source>%1 by a timestamp of the object, whole seconds</source>
   <translation>%1, 오브젝트의 타임스탬프 기준, 초 단위</translation>
  </message>
  <message>
   <source>%1 by a toleration</source>
   <translation>%1 톨러레이션으로 남음</translation>
  </message>
  <message>
   <source>%1 by managedFields of the scheduler, whole seconds</source>
   <translation>%1, 스케줄러의 managedFields 기준, 초 단위</translation>
  </message>
  <message>
   <source>%1 bytes</source>
   <translation>%1바이트</translation>
  </message>
  <message>
   <source>%1 can be drained, but %2 (claim has|claims have) nowhere to go</source>
   <translation>%1 드레인 가능하지만 클레임 %2개는 갈 곳이 없습니다</translation>
  </message>
  <message>
   <source>%1 can be drained: %2 (pod is|pods are) evicted</source>
   <translation>%1 드레인 가능: 파드 %2개 축출</translation>
  </message>
  <message>
   <source>%1 can be drained: %2 (pod is|pods are) evicted and %3 (claim moves|claims move)</source>
   <translation>%1 드레인 가능: 파드 %2개 축출, 클레임 %3개 이동</translation>
  </message>
  <message>
   <source>%1 can be drained: there is no pod to evict</source>
   <translation>%1 드레인 가능: 축출할 파드 없음</translation>
  </message>
  <message>
   <source>%1 cannot be cordoned: %2</source>
   <translation>%1을(를) cordon할 수 없습니다: %2</translation>
  </message>
  <message>
   <source>%1 cannot be drained: %2</source>
   <translation>%1을(를) 드레인할 수 없습니다: %2</translation>
  </message>
  <message>
   <source>%1 cannot be held now: %2</source>
   <translation>%1을(를) 지금 잡을 수 없습니다: %2</translation>
  </message>
  <message>
   <source>%1 cannot be read here</source>
   <translation>여기서는 %1을(를) 읽을 수 없습니다</translation>
  </message>
  <message>
   <source>%1 cannot be read.</source>
   <translation>%1 읽기 실패.</translation>
  </message>
  <message>
   <source>%1 changed · %2 lost · %3 to look at · %4 to choose</source>
   <translation>변경 %1 · 유실 %2 · 확인 필요 %3 · 선택 %4</translation>
  </message>
  <message>
   <source>%1 checks passed.</source>
   <translation>검사 %1개 통과.</translation>
  </message>
  <message>
   <source>%1 claim</source>
   <translation>클레임 %1개</translation>
  </message>
  <message>
   <source>%1 claims</source>
   <translation>클레임 %1개</translation>
  </message>
  <message>
   <source>%1 claims, a row each; + shows their names</source>
   <translation>클레임 %1개, 각 한 줄 · +로 이름 표시</translation>
  </message>
  <message>
   <source>%1 cordoned</source>
   <translation>스케줄링 차단됨 %1</translation>
  </message>
  <message>
   <source>%1 could not be read and is now %2.</source>
   <translation>%1 읽기 실패, %2(으)로 옮김.</translation>
  </message>
  <message>
   <source>%1 could not be read.</source>
   <translation>%1 읽기 실패.</translation>
  </message>
  <message>
   <source>%1 created</source>
   <translation>%1 생성됨</translation>
  </message>
  <message>
   <source>%1 d</source>
   <translation>%1일</translation>
  </message>
  <message>
   <source>%1 days</source>
   <translation>%1일</translation>
  </message>
  <message>
   <source>%1 days ago</source>
   <translation>%1일 전</translation>
  </message>
  <message>
   <source>%1 deleted</source>
   <translation>%1 삭제됨</translation>
  </message>
  <message>
   <source>%1 devices drawn one by one, %2 aggregated into %3 cells.</source>
   <translation>장치 %1개를 하나씩 그림, %2개는 칸 %3개로 묶음.</translation>
  </message>
  <message>
   <source>%1 devices drawn one by one, 0 aggregated.</source>
   <translation>장치 %1개를 하나씩 그림, 묶음 0.</translation>
  </message>
  <message>
   <source>%1 devices, %2 pass every term</source>
   <translation>장치 %1개, 모든 항 통과 %2개</translation>
  </message>
  <message>
   <source>%1 does not exist</source>
   <translation>%1이(가) 없습니다</translation>
  </message>
  <message>
   <source>%1 end already</source>
   <translation>%1개 이미 종료 중</translation>
  </message>
  <message>
   <source>%1 end with an error: a pod that asks for this is not scheduled at all</source>
   <translation>%1 오류로 끝남: 이를 요청하는 파드는 스케줄링되지 않습니다</translation>
  </message>
  <message>
   <source>%1 ended in the middle: %2.</source>
   <translation>%1 도중에 끊김: %2.</translation>
  </message>
  <message>
   <source>%1 evict pods</source>
   <translation>파드를 축출 %1</translation>
  </message>
  <message>
   <source>%1 exported it until %2; this is %3</source>
   <translation>%1은(는) %2까지 냈습니다. 여기는 %3입니다</translation>
  </message>
  <message>
   <source>%1 exports it from %2 on; this is %3</source>
   <translation>%1은(는) %2부터 냅니다. 여기는 %3입니다</translation>
  </message>
  <message>
   <source>%1 finished</source>
   <translation>%1 끝남</translation>
  </message>
  <message>
   <source>%1 for ≥%2, still</source>
   <translation>%1, ≥%2째, 진행 중</translation>
  </message>
  <message>
   <source>%1 free</source>
   <translation>여유 %1</translation>
  </message>
  <message>
   <source>%1 from creation to allocation</source>
   <translation>생성부터 할당까지 %1</translation>
  </message>
  <message>
   <source>%1 full</source>
   <translation>가득 참 %1</translation>
  </message>
  <message>
   <source>%1 go</source>
   <translation>%1 삭제</translation>
  </message>
  <message>
   <source>%1 goes: toleration copied at allocation</source>
   <translation>%1 떠남: 할당 때 복사된 톨러레이션</translation>
  </message>
  <message>
   <source>%1 groups with the fewest nodes are drawn as one.</source>
   <translation>노드가 적은 그룹 %1개를 하나로 그림.</translation>
  </message>
  <message>
   <source>%1 h</source>
   <translation>%1시간</translation>
  </message>
  <message>
   <source>%1 has been over the %2 objective for all of the last %3.</source>
   <translation>%1, 최근 %3 내내 목표 %2 초과.</translation>
  </message>
  <message>
   <source>%1 has no pod on %2</source>
   <translation>%1의 파드가 %2에 없습니다</translation>
  </message>
  <message>
   <source>%1 healthy again</source>
   <translation>%1 다시 정상</translation>
  </message>
  <message>
   <source>%1 held</source>
   <translation>%1 확보됨</translation>
  </message>
  <message>
   <source>%1 here</source>
   <translation>여기 %1</translation>
  </message>
  <message>
   <source>%1 holds %2 % of it.</source>
   <translation>그중 %2 %는 %1에 있습니다.</translation>
  </message>
  <message>
   <source>%1 in %2</source>
   <translation>%2 동안 %1</translation>
  </message>
  <message>
   <source>%1 in %2 s around %3</source>
   <translation>%3 전후 %2초에 %1</translation>
  </message>
  <message>
   <source>%1 in incomplete pools</source>
   <translation>%1: 불완전한 풀</translation>
  </message>
  <message>
   <source>%1 in the background</source>
   <translation>백그라운드 %1</translation>
  </message>
  <message>
   <source>%1 in trouble</source>
   <translation>문제 있음 %1</translation>
  </message>
  <message>
   <source>%1 in use</source>
   <translation>사용 중 %1</translation>
  </message>
  <message>
   <source>%1 in use · %2 free</source>
   <translation>사용 중 %1 · 여유 %2</translation>
  </message>
  <message>
   <source>%1 in use · %2 free of %3</source>
   <translation>%3 중 사용 중 %1 · 여유 %2</translation>
  </message>
  <message>
   <source>%1 instances of its MIG profile cannot be told apart</source>
   <translation>MIG 프로파일의 인스턴스 %1개를 구분할 수 없음</translation>
  </message>
  <message>
   <source>%1 instances of one MIG profile cannot be told apart: the busiest is shown</source>
   <translation>같은 MIG 프로파일의 인스턴스 %1개를 구분할 수 없어 가장 바쁜 값을 보여 줍니다</translation>
  </message>
  <message>
   <source>%1 is %2, over the %3 objective; it holds again now.</source>
   <translation>%1 %2, 목표 %3 초과. 지금은 다시 지켜집니다.</translation>
  </message>
  <message>
   <source>%1 is %2, within the %3 objective.</source>
   <translation>%1 %2, 목표 %3 이내.</translation>
  </message>
  <message>
   <source>%1 is allocated</source>
   <translation>%1 할당됨</translation>
  </message>
  <message>
   <source>%1 is armed for %2; a plan starts only when it is confirmed.</source>
   <translation>%1 변경 허용, %2 남음. 계획은 확인해야 시작됩니다.</translation>
  </message>
  <message>
   <source>%1 is at most %2: whether it is under %3 cannot be told.</source>
   <translation>%1 최대 %2: %3 이내인지 알 수 없습니다.</translation>
  </message>
  <message>
   <source>%1 is being rehearsed.</source>
   <translation>%1 예행 중.</translation>
  </message>
  <message>
   <source>%1 is deleted.</source>
   <translation>%1 삭제됨.</translation>
  </message>
  <message>
   <source>%1 is not an object that can be fetched.</source>
   <translation>%1: 가져올 수 있는 오브젝트가 아닙니다.</translation>
  </message>
  <message>
   <source>%1 is not being deleted</source>
   <translation>%1은(는) 삭제되는 중이 아닙니다</translation>
  </message>
  <message>
   <source>%1 is not written: %2</source>
   <translation>%1 기록 실패: %2</translation>
  </message>
  <message>
   <source>%1 is released</source>
   <translation>%1 해제됨</translation>
  </message>
  <message>
   <source>%1 is scraped, but this is not there: it appears with the first event, or it is switched off</source>
   <translation>%1은(는) 수집되지만 이것은 없습니다. 첫 이벤트와 함께 나타나거나 꺼져 있습니다</translation>
  </message>
  <message>
   <source>%1 is taken by: %2. Press other keys, or take it over.</source>
   <translation>%1 키는 이미 쓰임: %2. 다른 키를 누르거나 가져오세요.</translation>
  </message>
  <message>
   <source>%1 is to end by then</source>
   <translation>%1, 그때까지 끝나야 함</translation>
  </message>
  <message>
   <source>%1 kB</source>
   <translation>%1 kB</translation>
  </message>
  <message>
   <source>%1 later</source>
   <translation>%1 뒤</translation>
  </message>
  <message>
   <source>%1 leave</source>
   <translation>%1개 떠남</translation>
  </message>
  <message>
   <source>%1 left alone: fewer than any claim takes</source>
   <translation>%1: 어떤 클레임에도 모자라는 나머지</translation>
  </message>
  <message>
   <source>%1 left out: nothing says when they were allocated.</source>
   <translation>%1 제외: 할당 시각을 알 수 없습니다.</translation>
  </message>
  <message>
   <source>%1 lines are errors or name what is looked at (N)</source>
   <translation>오류이거나 찾는 대상이 나오는 줄 %1개 (N)</translation>
  </message>
  <message>
   <source>%1 longer than the %2 objective</source>
   <translation>목표 %2 초과 %1개</translation>
  </message>
  <message>
   <source>%1 lost the taint %2</source>
   <translation>%1에서 테인트 %2 제거</translation>
  </message>
  <message>
   <source>%1 m</source>
   <translation>%1분</translation>
  </message>
  <message>
   <source>%1 marked for deletion</source>
   <translation>%1 삭제 표시됨</translation>
  </message>
  <message>
   <source>%1 match</source>
   <translation>%1 일치</translation>
  </message>
  <message>
   <source>%1 match no device</source>
   <translation>%1 맞는 장치 없음</translation>
  </message>
  <message>
   <source>%1 match, of %2%3</source>
   <translation>%2 중 %1 일치%3</translation>
  </message>
  <message>
   <source>%1 min</source>
   <translation>%1분</translation>
  </message>
  <message>
   <source>%1 moments, %2 buckets</source>
   <translation>시점 %1개, 버킷 %2개</translation>
  </message>
  <message>
   <source>%1 more</source>
   <translation>%1개 더</translation>
  </message>
  <message>
   <source>%1 more were not read</source>
   <translation>%1 더 읽지 않음</translation>
  </message>
  <message>
   <source>%1 moves through the window and stays free.</source>
   <translation>%1 키는 창 안을 이동하는 데 쓰여 바꿀 수 없습니다.</translation>
  </message>
  <message>
   <source>%1 no longer published whole</source>
   <translation>%1 더는 온전히 게시되지 않음</translation>
  </message>
  <message>
   <source>%1 no longer reserved</source>
   <translation>%1 예약 해제됨</translation>
  </message>
  <message>
   <source>%1 nodes</source>
   <translation>노드 %1개</translation>
  </message>
  <message>
   <source>%1 not named</source>
   <translation>이름 없는 %1</translation>
  </message>
  <message>
   <source>%1 not ready</source>
   <translation>준비 안 됨 %1</translation>
  </message>
  <message>
   <source>%1 not scraped</source>
   <translation>%1 수집 안 됨</translation>
  </message>
  <message>
   <source>%1 not started</source>
   <translation>%1 시작 전</translation>
  </message>
  <message>
   <source>%1 noticed as deleted</source>
   <translation>%1 삭제된 것으로 확인됨</translation>
  </message>
  <message>
   <source>%1 objects so far</source>
   <translation>지금까지 오브젝트 %1개</translation>
  </message>
  <message>
   <source>%1 of %2</source>
   <translation>%2 중 %1</translation>
  </message>
  <message>
   <source>%1 of %2 %3 left</source>
   <translation>%3 %2 중 %1 남음</translation>
  </message>
  <message>
   <source>%1 of %2 (wait|waits) already</source>
   <translation>%2 %1이(가) 이미 대기 중</translation>
  </message>
  <message>
   <source>%1 of %2 MiB</source>
   <translation>%2 MiB 중 %1</translation>
  </message>
  <message>
   <source>%1 of %2 above p99</source>
   <translation>%2개 중 %1개가 p99 초과</translation>
  </message>
  <message>
   <source>%1 of %2 are listed</source>
   <translation>%2개 중 %1개 표시</translation>
  </message>
  <message>
   <source>%1 of %2 changed objects, %3 routine ones left out</source>
   <translation>바뀐 오브젝트 %2개 중 %1개, 일상적인 %3개 제외</translation>
  </message>
  <message>
   <source>%1 of %2 checks at %3 · read-only</source>
   <translation>%3에 검사 %2개 중 %1개 · 읽기 전용</translation>
  </message>
  <message>
   <source>%1 of %2 checks passed.</source>
   <translation>검사 %2개 중 %1개 통과.</translation>
  </message>
  <message>
   <source>%1 of %2 claims</source>
   <translation>클레임 %2개 중 %1개</translation>
  </message>
  <message>
   <source>%1 of %2 claims are allocated.</source>
   <translation>클레임 %2개 중 %1개가 할당되었습니다.</translation>
  </message>
  <message>
   <source>%1 of %2 could run the pod by its own selectors</source>
   <translation>파드 자체 셀렉터로 실행 가능한 노드 %2개 중 %1개</translation>
  </message>
  <message>
   <source>%1 of %2 devices</source>
   <translation>장치 %2개 중 %1개</translation>
  </message>
  <message>
   <source>%1 of %2 done</source>
   <translation>%2 중 %1 완료</translation>
  </message>
  <message>
   <source>%1 of %2 done, %3 under way, %4 failed</source>
   <translation>%2개 중 %1개 완료, %3개 진행 중, %4개 실패</translation>
  </message>
  <message>
   <source>%1 of %2 gone</source>
   <translation>%2 중 %1 사라짐</translation>
  </message>
  <message>
   <source>%1 of %2 handed over</source>
   <translation>%2 중 %1 이관됨</translation>
  </message>
  <message>
   <source>%1 of %2 in the pool</source>
   <translation>풀의 %2개 중 %1개</translation>
  </message>
  <message>
   <source>%1 of %2 is stranded. How much of what is allocated idles is unknown.</source>
   <translation>%2 중 %1은 쓸 수 없습니다. 할당된 것 중 유휴가 얼마인지는 알 수 없습니다.</translation>
  </message>
  <message>
   <source>%1 of %2 kinds are read. Numbers grow until then.</source>
   <translation>%2개 종류 중 %1개를 읽었습니다. 그때까지 숫자가 늘어납니다.</translation>
  </message>
  <message>
   <source>%1 of %2 kinds read; checks run on what is there</source>
   <translation>%2개 종류 중 %1개 읽음. 읽은 것만 검사합니다</translation>
  </message>
  <message>
   <source>%1 of %2 matches</source>
   <translation>%2 중 %1</translation>
  </message>
  <message>
   <source>%1 of %2 nodes drawn.</source>
   <translation>노드 %2개 중 %1개 그림.</translation>
  </message>
  <message>
   <source>%1 of %2 nodes in view.</source>
   <translation>노드 %2개 중 %1개 보임.</translation>
  </message>
  <message>
   <source>%1 of %2 objects</source>
   <translation>오브젝트 %1 / %2개</translation>
  </message>
  <message>
   <source>%1 of %2 pods</source>
   <translation>파드 %2개 중 %1개</translation>
  </message>
  <message>
   <source>%1 of %2 ready</source>
   <translation>%2 중 %1 준비됨</translation>
  </message>
  <message>
   <source>%1 of %2 rehearsed, fewest in use first</source>
   <translation>%2개 중 %1개 예행, 사용이 적은 것부터</translation>
  </message>
  <message>
   <source>%1 of %2 rewritten for Kubernetes %3; %4 could not be carried over</source>
   <translation>Kubernetes %3에 맞게 %2 중 %1개가 바뀌며, %4은 옮길 수 없었습니다</translation>
  </message>
  <message>
   <source>%1 of %2 rewritten for Kubernetes %3; nothing is lost</source>
   <translation>Kubernetes %3에 맞게 %2 중 %1개가 바뀌며, 잃는 것은 없습니다</translation>
  </message>
  <message>
   <source>%1 of %2 series drawn, the highest now</source>
   <translation>시계열 %2개 중 현재 값이 가장 큰 %1개 표시</translation>
  </message>
  <message>
   <source>%1 of %2 slices</source>
   <translation>슬라이스 %2개 중 %1개</translation>
  </message>
  <message>
   <source>%1 of %2 terms are true for every device</source>
   <translation>항 %2개 중 %1개가 모든 장치에서 참</translation>
  </message>
  <message>
   <source>%1 of %2 used</source>
   <translation>%2 중 %1 사용</translation>
  </message>
  <message>
   <source>%1 of %2 went to GPUs that were allocated and idle.</source>
   <translation>%2 중 %1이 할당되었으나 유휴인 GPU에 쓰였습니다.</translation>
  </message>
  <message>
   <source>%1 of %2 went to free GPUs that no claim can take.</source>
   <translation>%2 중 %1이 어떤 클레임도 쓸 수 없는 여유 GPU에 쓰였습니다.</translation>
  </message>
  <message>
   <source>%1 of %2 with such devices · fewest left over first</source>
   <translation>그런 장치가 있는 %2 중 %1 · 가장 적게 남는 순</translation>
  </message>
  <message>
   <source>%1 of %2: %3 instance types. Contracts differ: own prices go over it, as YAML.</source>
   <translation>%2 기준 %1: 인스턴스 유형 %3개. 계약은 다를 수 있으므로 자체 가격을 YAML로 덮어씁니다.</translation>
  </message>
  <message>
   <source>%1 of class %2</source>
   <translation>클래스 %2 %1개</translation>
  </message>
  <message>
   <source>%1 of older generations</source>
   <translation>이전 세대 %1개</translation>
  </message>
  <message>
   <source>%1 of pod %2</source>
   <translation>파드 %2의 %1</translation>
  </message>
  <message>
   <source>%1 of the class</source>
   <translation>클래스 통과 %1</translation>
  </message>
  <message>
   <source>%1 of them trouble</source>
   <translation>그중 문제 %1</translation>
  </message>
  <message>
   <source>%1 of today's objects created around %2; not watched then</source>
   <translation>지금 있는 오브젝트 중 %1개가 %2 무렵 생성됨. 그때는 감시 전</translation>
  </message>
  <message>
   <source>%1 old</source>
   <translation>%1 지남</translation>
  </message>
  <message>
   <source>%1 older lines left out</source>
   <translation>이전 %1 생략</translation>
  </message>
  <message>
   <source>%1 on %2</source>
   <translation>%2의 %1</translation>
  </message>
  <message>
   <source>%1 on %2. It is read only when you ask for it.</source>
   <translation>%2의 %1. 요청할 때만 읽습니다.</translation>
  </message>
  <message>
   <source>%1 on cordoned nodes</source>
   <translation>%1: 스케줄링이 차단된 노드</translation>
  </message>
  <message>
   <source>%1 on nodes that are not Ready</source>
   <translation>%1: Ready가 아닌 노드</translation>
  </message>
  <message>
   <source>%1 on nodes that nobody knows</source>
   <translation>%1: 알 수 없는 노드</translation>
  </message>
  <message>
   <source>%1 on nodes without free CPU or memory</source>
   <translation>%1: CPU나 메모리 여유가 없는 노드</translation>
  </message>
  <message>
   <source>%1 open</source>
   <translation>미해결 %1건</translation>
  </message>
  <message>
   <source>%1 open · %2 checks passed</source>
   <translation>미해결 %1건 · 검사 %2개 통과</translation>
  </message>
  <message>
   <source>%1 open. Choose a finding or a workflow: it runs at once.</source>
   <translation>%1 열려 있음. 발견 사항이나 워크플로를 고르면 바로 실행합니다.</translation>
  </message>
  <message>
   <source>%1 others</source>
   <translation>그 밖 %1</translation>
  </message>
  <message>
   <source>%1 others of its pool are free</source>
   <translation>같은 풀의 다른 %1개 여유</translation>
  </message>
  <message>
   <source>%1 passed the %2 objective at %3.</source>
   <translation>%1, %3에 목표 %2 초과.</translation>
  </message>
  <message>
   <source>%1 pending</source>
   <translation>%1개 대기 중</translation>
  </message>
  <message>
   <source>%1 plans</source>
   <translation>계획 %1개</translation>
  </message>
  <message>
   <source>%1 plans run. %2</source>
   <translation>계획 %1개 실행 중. %2</translation>
  </message>
  <message>
   <source>%1 prepared: devices, volumes and network</source>
   <translation>%1 준비됨: 장치, 볼륨, 네트워크</translation>
  </message>
  <message>
   <source>%1 problems in the files. %2</source>
   <translation>파일에 문제가 %1개 있습니다. %2</translation>
  </message>
  <message>
   <source>%1 proven, %2 ruled out, %3 unknown</source>
   <translation>%1 입증, %2 배제, %3 알 수 없음</translation>
  </message>
  <message>
   <source>%1 published again</source>
   <translation>%1 다시 게시됨</translation>
  </message>
  <message>
   <source>%1 published, %2 allocated</source>
   <translation>게시 %1개, 할당 %2개</translation>
  </message>
  <message>
   <source>%1 px a node</source>
   <translation>노드당 %1 px</translation>
  </message>
  <message>
   <source>%1 read</source>
   <translation>%1 읽음</translation>
  </message>
  <message>
   <source>%1 released its devices</source>
   <translation>%1 장치 해제</translation>
  </message>
  <message>
   <source>%1 requests:</source>
   <translation>%1의 요청:</translation>
  </message>
  <message>
   <source>%1 reserved</source>
   <translation>예약만 됨 %1</translation>
  </message>
  <message>
   <source>%1 reserved by no pod</source>
   <translation>예약한 파드가 없는 %1개</translation>
  </message>
  <message>
   <source>%1 reserved for a pod</source>
   <translation>%1, 파드가 예약함</translation>
  </message>
  <message>
   <source>%1 reserved, unused</source>
   <translation>예약만 됨 %1</translation>
  </message>
  <message>
   <source>%1 routine folded</source>
   <translation>일상적인 %1개 접음</translation>
  </message>
  <message>
   <source>%1 s</source>
   <translation>%1초</translation>
  </message>
  <message>
   <source>%1 scheduled</source>
   <translation>%1 스케줄링됨</translation>
  </message>
  <message>
   <source>%1 scheduled to %2</source>
   <translation>%1, %2에 스케줄링됨</translation>
  </message>
  <message>
   <source>%1 seen</source>
   <translation>%1 확인</translation>
  </message>
  <message>
   <source>%1 selected</source>
   <translation>%1개 선택</translation>
  </message>
  <message>
   <source>%1 series</source>
   <translation>시계열 %1개</translation>
  </message>
  <message>
   <source>%1 series from %2</source>
   <translation>%2의 시계열 %1개</translation>
  </message>
  <message>
   <source>%1 series without le left out</source>
   <translation>le가 없는 시계열 %1개 제외</translation>
  </message>
  <message>
   <source>%1 since. Every page shows that moment. Actions are off.</source>
   <translation>그 뒤 %1. 모든 페이지가 그 시점을 보여 줍니다. 작업은 꺼져 있습니다.</translation>
  </message>
  <message>
   <source>%1 so far</source>
   <translation>지금까지 %1</translation>
  </message>
  <message>
   <source>%1 stale</source>
   <translation>이전 세대 %1</translation>
  </message>
  <message>
   <source>%1 started</source>
   <translation>%1 시작됨</translation>
  </message>
  <message>
   <source>%1 started again</source>
   <translation>%1 다시 시작됨</translation>
  </message>
  <message>
   <source>%1 stay</source>
   <translation>%1개 남음</translation>
  </message>
  <message>
   <source>%1 still hold it, so %2 can come back only where its devices are</source>
   <translation>%1이(가) 아직 잡고 있으므로 %2은(는) 그 장치가 있는 곳으로만 돌아올 수 있습니다</translation>
  </message>
  <message>
   <source>%1 still waiting</source>
   <translation>%1개 아직 대기 중</translation>
  </message>
  <message>
   <source>%1 suggested</source>
   <translation>추천 %1</translation>
  </message>
  <message>
   <source>%1 tainted</source>
   <translation>테인트 %1</translation>
  </message>
  <message>
   <source>%1 tainted %2</source>
   <translation>%1에 테인트 %2</translation>
  </message>
  <message>
   <source>%1 take no new claim then; %2 that (use|uses) it keep running</source>
   <translation>%1이(가) 그 뒤 새 클레임을 받지 않습니다. 사용 중인 %2은(는) 계속 실행됩니다</translation>
  </message>
  <message>
   <source>%1 take no new claim then; no pod uses it now</source>
   <translation>%1이(가) 그 뒤 새 클레임을 받지 않습니다. 지금 사용하는 파드는 없습니다</translation>
  </message>
  <message>
   <source>%1 target</source>
   <translation>대상 %1개</translation>
  </message>
  <message>
   <source>%1 targets</source>
   <translation>대상 %1개</translation>
  </message>
  <message>
   <source>%1 terms against %2 groups of devices</source>
   <translation>항 %1개 × 장치 그룹 %2개</translation>
  </message>
  <message>
   <source>%1 that (serves|serve) %2</source>
   <translation>%2 담당 %1</translation>
  </message>
  <message>
   <source>%1 that ended were dropped: too many.</source>
   <translation>끝난 클레임 %1개는 너무 많아 버렸습니다.</translation>
  </message>
  <message>
   <source>%1 that no claim asks for</source>
   <translation>%1: 요청하는 클레임 없음</translation>
  </message>
  <message>
   <source>%1 that serve %2</source>
   <translation>%2 담당 %1</translation>
  </message>
  <message>
   <source>%1 the hour before</source>
   <translation>한 시간 전 %1</translation>
  </message>
  <message>
   <source>%1 times in %2, by %3</source>
   <translation>%2 동안 %1번, %3</translation>
  </message>
  <message>
   <source>%1 to %2</source>
   <translation>%1~%2</translation>
  </message>
  <message>
   <source>%1 to %2, %3 to %4: %5</source>
   <translation>%1~%2, %3~%4: %5</translation>
  </message>
  <message>
   <source>%1 to %2: %3</source>
   <translation>%1~%2: %3</translation>
  </message>
  <message>
   <source>%1 to clear before Execute</source>
   <translation>실행 전에 %1개 해결</translation>
  </message>
  <message>
   <source>%1 to go, %2 stay</source>
   <translation>%1개 남음, %2개 그대로</translation>
  </message>
  <message>
   <source>%1 together: %2 an hour, %3 a month</source>
   <translation>함께 비울 수 있는 %1: 시간당 %2, 월 %3</translation>
  </message>
  <message>
   <source>%1 unhealthy</source>
   <translation>비정상 %1</translation>
  </message>
  <message>
   <source>%1 unknown</source>
   <translation>알 수 없음 %1</translation>
  </message>
  <message>
   <source>%1 wait</source>
   <translation>%1개 대기</translation>
  </message>
  <message>
   <source>%1 wait for claims</source>
   <translation>클레임 대기 %1</translation>
  </message>
  <message>
   <source>%1 waiting</source>
   <translation>%1 대기</translation>
  </message>
  <message>
   <source>%1 wants to run a command to sign in.</source>
   <translation>%1: 로그인하려고 명령을 실행하려 합니다.</translation>
  </message>
  <message>
   <source>%1 was deleted</source>
   <translation>%1 삭제됨</translation>
  </message>
  <message>
   <source>%1 was deleted before it was allocated</source>
   <translation>%1 할당되기 전에 삭제됨</translation>
  </message>
  <message>
   <source>%1 watch events in all</source>
   <translation>watch 이벤트 모두 %1개</translation>
  </message>
  <message>
   <source>%1 watched</source>
   <translation>%1개 지켜보는 중</translation>
  </message>
  <message>
   <source>%1 whose shared counters are used up</source>
   <translation>%1: 공유 카운터 소진</translation>
  </message>
  <message>
   <source>%1 windows are open, each watches its cluster itself; close one first.</source>
   <translation>창이 %1개 열려 있고 각각 클러스터를 감시합니다. 먼저 하나를 닫으세요.</translation>
  </message>
  <message>
   <source>%1 with admin access</source>
   <translation>%1, 관리자 접근</translation>
  </message>
  <message>
   <source>%1 with an error</source>
   <translation>%1 오류</translation>
  </message>
  <message>
   <source>%1 with devices</source>
   <translation>장치 있음 %1</translation>
  </message>
  <message>
   <source>%1 with pending claims</source>
   <translation>대기 클레임 있음 %1</translation>
  </message>
  <message>
   <source>%1 would have %2 Ready, %3 are to stay</source>
   <translation>%1의 Ready가 %2이(가) 되는데, %3개는 남아야 함</translation>
  </message>
  <message>
   <source>%1 °C</source>
   <translation>%1 °C</translation>
  </message>
  <message>
   <source>%1 · %2</source>
   <translation>%1 · %2</translation>
  </message>
  <message>
   <source>%1 · %2 GPU hours</source>
   <translation>%1 · %2 GPU 시간</translation>
  </message>
  <message>
   <source>%1 · %2 of %3 changed objects</source>
   <translation>%1 · 바뀐 오브젝트 %3개 중 %2개</translation>
  </message>
  <message>
   <source>%1 · %2 times coarser: %3 is the most that is kept</source>
   <translation>%1 · %2배 성기게: 최대 %3까지 보관</translation>
  </message>
  <message>
   <source>%1 · 1 pod</source>
   <translation>%1 · 파드 1개</translation>
  </message>
  <message>
   <source>%1 · live</source>
   <translation>%1 · 실시간</translation>
  </message>
  <message>
   <source>%1 · no pod</source>
   <translation>%1 · 파드 없음</translation>
  </message>
  <message>
   <source>%1 · shared by %2 pods</source>
   <translation>%1 · 파드 %2개가 공유</translation>
  </message>
  <message>
   <source>%1 × %2</source>
   <translation>%1 × %2</translation>
  </message>
  <message>
   <source>%1, %2</source>
   <translation>%1, %2</translation>
  </message>
  <message>
   <source>%1, %2 ago</source>
   <translation>%1, %2 전</translation>
  </message>
  <message>
   <source>%1, %2 still waiting</source>
   <translation>%1, %2개 아직 대기 중</translation>
  </message>
  <message>
   <source>%1, %2: %3</source>
   <translation>%1, %2: %3</translation>
  </message>
  <message>
   <source>%1, %2: %3 free; at most %4 on one node. Pods × devices: %5</source>
   <translation>%1, %2: 여유 %3, 한 노드에 최대 %4. 파드 × 장치: %5</translation>
  </message>
  <message>
   <source>%1, %2: %3 hold %4 of them for %5.</source>
   <translation>%1, %2: %3가 그중 %4개를 %5 동안 점유.</translation>
  </message>
  <message>
   <source>%1, 1 hour</source>
   <translation>%1, 1시간</translation>
  </message>
  <message>
   <source>%1, after %2</source>
   <translation>%1, %2 만에</translation>
  </message>
  <message>
   <source>%1, allowed</source>
   <translation>%1, 허용됨</translation>
  </message>
  <message>
   <source>%1, by %2</source>
   <translation>%1, %2 기준</translation>
  </message>
  <message>
   <source>%1, held at %2</source>
   <translation>%1, %2에서 멈춤</translation>
  </message>
  <message>
   <source>%1, if %2 allows it</source>
   <translation>%1, %2 허용 시</translation>
  </message>
  <message>
   <source>%1, last answer %2, asked each %3 s, %4 of at most %5 a minute</source>
   <translation>%1, 마지막 응답 %2, 쿼리마다 %3초 간격, 1분에 최대 %5번 중 %4번</translation>
  </message>
  <message>
   <source>%1, no claim</source>
   <translation>%1, 클레임 없음</translation>
  </message>
  <message>
   <source>%1, none an error</source>
   <translation>%1, 오류 없음</translation>
  </message>
  <message>
   <source>%1, none exists upstream</source>
   <translation>%1, 업스트림에 없음</translation>
  </message>
  <message>
   <source>%1, retry in %2</source>
   <translation>%1, %2 뒤 재시도</translation>
  </message>
  <message>
   <source>%1, retry now</source>
   <translation>%1, 지금 재시도</translation>
  </message>
  <message>
   <source>%1, status says %2</source>
   <translation>%1, 상태에는 %2</translation>
  </message>
  <message>
   <source>%1, still open</source>
   <translation>%1, 진행 중</translation>
  </message>
  <message>
   <source>%1, with admin access</source>
   <translation>%1, 관리자 접근</translation>
  </message>
  <message>
   <source>%1. A rehearsal changes nothing.</source>
   <translation>%1. 예행은 아무것도 바꾸지 않습니다.</translation>
  </message>
  <message>
   <source>%1.%2 by the watch</source>
   <translation>%1.%2, watch 기준</translation>
  </message>
  <message>
   <source>%1.%2 s</source>
   <translation>%1.%2초</translation>
  </message>
  <message>
   <source>%1/%2: %3</source>
   <translation>%1/%2: %3</translation>
  </message>
  <message>
   <source>%1: %2</source>
   <translation>%1: %2</translation>
  </message>
  <message>
   <source>%1: %2 %3. </source>
   <translation>%1: %2 %3. </translation>
  </message>
  <message>
   <source>%1: %2 devices</source>
   <translation>%1: 장치 %2개</translation>
  </message>
  <message>
   <source>%1: %2 devices pass every term</source>
   <translation>%1: 모든 항을 통과한 장치 %2개</translation>
  </message>
  <message>
   <source>%1: %2 of %3 by %4 claims</source>
   <translation>%1: 클레임 %4개가 %3 중 %2 사용</translation>
  </message>
  <message>
   <source>%1: %2 published</source>
   <translation>%1: %2 게시됨</translation>
  </message>
  <message>
   <source>%1: %2, %3 GPU h, %4 %</source>
   <translation>%1: %2, %3 GPU 시간, %4 %</translation>
  </message>
  <message>
   <source>%1: %2.</source>
   <translation>%1: %2.</translation>
  </message>
  <message>
   <source>%1: choose what it is done to.</source>
   <translation>%1: 대상을 고르세요.</translation>
  </message>
  <message>
   <source>%1: choose what to look at.</source>
   <translation>%1: 볼 대상을 고르세요.</translation>
  </message>
  <message>
   <source>%1: no record</source>
   <translation>%1: 기록 없음</translation>
  </message>
  <message>
   <source>%1: no samples</source>
   <translation>%1: 샘플 없음</translation>
  </message>
  <message>
   <source>%1: no%2</source>
   <translation>%1: 불가%2</translation>
  </message>
  <message>
   <source>%1: nobody uses it.</source>
   <translation>%1: 쓰는 쪽이 없습니다.</translation>
  </message>
  <message>
   <source>%1: not known</source>
   <translation>%1: 알 수 없음</translation>
  </message>
  <message>
   <source>%1: nothing in the objects says when, and the watch had not begun.</source>
   <translation>%1: 오브젝트에 시각이 없고 그때는 watch도 시작 전이었습니다.</translation>
  </message>
  <message>
   <source>%1: only in namespace %2</source>
   <translation>%1: 네임스페이스 %2에서만</translation>
  </message>
  <message>
   <source>%1: p50 %2, p95 %3, p99 %4</source>
   <translation>%1: p50 %2, p95 %3, p99 %4</translation>
  </message>
  <message>
   <source>%1: pods: %2, claims: %3.</source>
   <translation>%1: 파드: %2, 클레임: %3.</translation>
  </message>
  <message>
   <source>%1: query %2</source>
   <translation>%1: 쿼리 %2</translation>
  </message>
  <message>
   <source>%1: waiting for the first page</source>
   <translation>%1: 첫 페이지 대기 중</translation>
  </message>
  <message>
   <source>%1: what runs goes on, nothing starts or is cleaned up. Pods: %2, claims: %3.</source>
   <translation>%1: 실행 중인 것은 계속되지만 새로 시작하거나 정리되지 않습니다. 파드: %2, 클레임: %3.</translation>
  </message>
  <message>
   <source>%1: yes, everywhere</source>
   <translation>%1: 가능, 모든 곳</translation>
  </message>
  <message>
   <source>%1; %2 would take it</source>
   <translation>%1; %2에 들어감</translation>
  </message>
  <message>
   <source>%1…</source>
   <translation>%1…</translation>
  </message>
  <message>
   <source>%2 claims hold %1</source>
   <translation>클레임 %2개가 %1 점유</translation>
  </message>
  <message>
   <source>(no class)</source>
   <translation>(클래스 없음)</translation>
  </message>
  <message>
   <source>(no driver)</source>
   <translation>(드라이버 없음)</translation>
  </message>
  <message>
   <source>(no instance type)</source>
   <translation>(인스턴스 유형 없음)</translation>
  </message>
  <message>
   <source>(no node)</source>
   <translation>(노드 없음)</translation>
  </message>
  <message>
   <source>(no rack)</source>
   <translation>(랙 없음)</translation>
  </message>
  <message>
   <source>(no such label)</source>
   <translation>(해당 레이블 없음)</translation>
  </message>
  <message>
   <source>(no zone)</source>
   <translation>(존 없음)</translation>
  </message>
  <message>
   <source>(node not visible)</source>
   <translation>(노드가 보이지 않음)</translation>
  </message>
  <message>
   <source>(none)</source>
   <translation>(없음)</translation>
  </message>
  <message>
   <source>+ added</source>
   <translation>+ 추가</translation>
  </message>
  <message>
   <source>, %1 ago</source>
   <translation>, %1 전</translation>
  </message>
  <message>
   <source>, %1 still waiting</source>
   <translation>, %1개 아직 대기 중</translation>
  </message>
  <message>
   <source>, admin access</source>
   <translation>, 관리자 접근</translation>
  </message>
  <message>
   <source>, at most %1 in a cell</source>
   <translation>, 칸마다 최대 %1</translation>
  </message>
  <message>
   <source>, attribute</source>
   <translation>, 속성</translation>
  </message>
  <message>
   <source>, blocked</source>
   <translation>, 막힘</translation>
  </message>
  <message>
   <source>, capacity</source>
   <translation>, 용량</translation>
  </message>
  <message>
   <source>, cordoned</source>
   <translation>, 스케줄링 차단됨</translation>
  </message>
  <message>
   <source>, loading</source>
   <translation>, 불러오는 중</translation>
  </message>
  <message>
   <source>, no claim</source>
   <translation>, 클레임 없음</translation>
  </message>
  <message>
   <source>, peak of 3 h %1%2</source>
   <translation>, 3시간 최고 %1%2</translation>
  </message>
  <message>
   <source>, polled</source>
   <translation>, 폴링</translation>
  </message>
  <message>
   <source>, since %1</source>
   <translation>, %1부터</translation>
  </message>
  <message>
   <source>, the window before %1</source>
   <translation>, 그 전 %1</translation>
  </message>
  <message>
   <source>, took %1%2</source>
   <translation>, %1%2 걸림</translation>
  </message>
  <message>
   <source>0 DeviceClasses. The list is complete: no claim can ask for a device.</source>
   <translation>DeviceClass 0개. 목록은 완전합니다. 클레임이 장치를 요청할 수 없습니다.</translation>
  </message>
  <message>
   <source>0 DeviceTaintRules. The list is complete.</source>
   <translation>DeviceTaintRule 0개. 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>0 Events. The API server keeps them for an hour or so.</source>
   <translation>Event 0개. API 서버는 한 시간쯤 보관합니다.</translation>
  </message>
  <message>
   <source>0 Nodes. The list is complete.</source>
   <translation>Node 0개. 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>0 ResourceClaimTemplates. The list is complete.</source>
   <translation>ResourceClaimTemplate 0개. 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>0 ResourceClaims in %1. The list is complete.</source>
   <translation>%1에 ResourceClaim 0개. 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>0 ResourceClaims. The list is complete.</source>
   <translation>ResourceClaim 0개. 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>0 ResourceSlices. The list is complete.</source>
   <translation>ResourceSlice 0개. 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>0 ResourceSlices. The list is complete: no DRA driver publishes devices.</source>
   <translation>ResourceSlice 0개. 목록은 완전합니다. 장치를 게시하는 DRA 드라이버가 없습니다.</translation>
  </message>
  <message>
   <source>0 hidden.</source>
   <translation>숨김 0.</translation>
  </message>
  <message>
   <source>1 claim holds %1</source>
   <translation>클레임 1개가 %1 점유</translation>
  </message>
  <message>
   <source>1 counter of errors</source>
   <translation>오류 카운터 1개</translation>
  </message>
  <message>
   <source>1 h</source>
   <translation>1시간</translation>
  </message>
  <message>
   <source>1 h · %1</source>
   <translation>1시간 · %1</translation>
  </message>
  <message>
   <source>1 hour</source>
   <translation>1시간</translation>
  </message>
  <message>
   <source>1 plan runs. %1</source>
   <translation>계획 1개 실행 중. %1</translation>
  </message>
  <message>
   <source>12 nodes of the EKS hybrid guide on 1.36; a claim nothing can satisfy, a tainted GPU and a driver that stops</source>
   <translation>EKS 하이브리드 가이드의 노드 12개(1.36). 아무것도 충족할 수 없는 클레임, 테인트된 GPU, 멈추는 드라이버</translation>
  </message>
  <message>
   <source>15 min</source>
   <translation>15분</translation>
  </message>
  <message>
   <source>200 nodes on 1.36 whose GPUs a device plugin hands out; a DRA driver serves the first of them, Helm and Argo CD own some workloads</source>
   <translation>1.36의 노드 200개, GPU는 장치 플러그인이 나눠 줌. 일부는 DRA 드라이버가 담당하고 일부 워크로드는 Helm과 Argo CD 소유</translation>
  </message>
  <message>
   <source>24 h</source>
   <translation>24시간</translation>
  </message>
  <message>
   <source>30 days</source>
   <translation>30일</translation>
  </message>
  <message>
   <source>30 s</source>
   <translation>30 s</translation>
  </message>
  <message>
   <source>4 sources</source>
   <translation>소스 4개</translation>
  </message>
  <message>
   <source>401: the credential is of another cluster, or has expired</source>
   <translation>401: 다른 클러스터의 자격 증명이거나 만료됨</translation>
  </message>
  <message>
   <source>403 for one kind hides that kind only</source>
   <translation>한 종류의 403은 그 종류만 숨김</translation>
  </message>
  <message>
   <source>403 forbidden</source>
   <translation>403 권한 없음</translation>
  </message>
  <message>
   <source>5 min</source>
   <translation>5분</translation>
  </message>
  <message>
   <source>5,000 nodes, 40,000 devices, 100,000 claims and 150,000 pods with heavy churn</source>
   <translation>노드 5,000개, 장치 40,000개, 클레임 100,000개, 파드 150,000개와 큰 변동</translation>
  </message>
  <message>
   <source>5,000 nodes, 40,000 devices, 7,306 claims; no H200 is free, a driver is gone and a pool is incomplete</source>
   <translation>노드 5,000개, 장치 40,000개, 클레임 7,306개. 여유 H200이 없고 드라이버 하나가 사라졌으며 풀 하나가 불완전</translation>
  </message>
  <message>
   <source>6 h</source>
   <translation>6시간</translation>
  </message>
  <message>
   <source>7 d</source>
   <translation>7일</translation>
  </message>
  <message>
   <source>7 days</source>
   <translation>7일</translation>
  </message>
  <message>
   <source>= exact, ≥ at least, ≤ at most, ? unknown with its reason</source>
   <translation>= 정확, ≥ 최소, ≤ 최대, ? 알 수 없음(이유 표시)</translation>
  </message>
  <message>
   <source>&gt; commands   @ pages   # findings</source>
   <translation>&gt; 명령   @ 페이지   # 발견 사항</translation>
  </message>
  <message>
   <source>?  keyboard sheet</source>
   <translation>?  단축키 표</translation>
  </message>
  <message>
   <source>? the server does not say when it was allocated</source>
   <translation>? 서버가 할당 시각을 알려 주지 않음</translation>
  </message>
  <message>
   <source>A %1</source>
   <translation>A %1</translation>
  </message>
  <message>
   <source>A ResourceSlice names it, but there is no such Node.</source>
   <translation>ResourceSlice에 이 이름이 나오지만 그런 Node가 없습니다.</translation>
  </message>
  <message>
   <source>A chart as a table, and back</source>
   <translation>차트를 표로, 다시 차트로</translation>
  </message>
  <message>
   <source>A claim that is allocated and was never reserved, or whose entries were removed by hand, is left alone for ever</source>
   <translation>할당되었지만 예약된 적이 없거나 항목을 손으로 지운 클레임은 영원히 그대로 남습니다</translation>
  </message>
  <message>
   <source>A click lists them.</source>
   <translation>클릭하면 목록을 봅니다.</translation>
  </message>
  <message>
   <source>A dashboard as Grafana exports it</source>
   <translation>Grafana가 내보낸 대시보드</translation>
  </message>
  <message>
   <source>A file for a bug report: versions, states, counts, timings, log; no names and no secrets</source>
   <translation>버그 보고용 파일: 버전, 상태, 수, 시간, 로그. 이름과 비밀은 없음</translation>
  </message>
  <message>
   <source>A kubeconfig can name any program. Allow it only when you know it and trust the file.</source>
   <translation>kubeconfig는 어떤 프로그램이든 지정할 수 있습니다. 내용을 알고 파일을 믿을 때만 허용하세요.</translation>
  </message>
  <message>
   <source>A missing series is shown as missing, never as zero. Places and queries: metrics.yaml</source>
   <translation>없는 시계열은 없음으로 보이며 0으로 보이지 않습니다. 위치와 쿼리: metrics.yaml</translation>
  </message>
  <message>
   <source>A placeholder cannot hold devices here</source>
   <translation>여기서는 자리 표시 파드가 장치를 잡을 수 없습니다</translation>
  </message>
  <message>
   <source>A plan is being carried out. Closing stops it between two steps; it can be resumed. Close again to do so.</source>
   <translation>계획을 실행하는 중입니다. 창을 닫으면 두 단계 사이에서 멈추며 나중에 재개할 수 있습니다. 닫으려면 다시 닫으세요.</translation>
  </message>
  <message>
   <source>A plan is being carried out: the language changes when Claimscope is started the next time.</source>
   <translation>계획을 실행하는 중입니다. 언어는 Claimscope를 다음에 시작할 때 바뀝니다.</translation>
  </message>
  <message>
   <source>A rehearsal changes nothing.</source>
   <translation>예행은 아무것도 바꾸지 않습니다.</translation>
  </message>
  <message>
   <source>A simulated cluster; nothing here is real</source>
   <translation>시뮬레이션한 클러스터입니다. 실제가 아닙니다</translation>
  </message>
  <message>
   <source>A timeout points to a firewall, a refusal to a server that is down.</source>
   <translation>시간 초과는 방화벽, 거부는 꺼진 서버를 뜻합니다.</translation>
  </message>
  <message>
   <source>A to B</source>
   <translation>A~B</translation>
  </message>
  <message>
   <source>A web page means a proxy or a login portal.</source>
   <translation>웹 페이지가 오면 프록시나 로그인 포털입니다.</translation>
  </message>
  <message>
   <source>A wrong clock makes good certificates expire.</source>
   <translation>시계가 틀리면 정상 인증서도 만료됩니다.</translation>
  </message>
  <message>
   <source>AKS agent pool</source>
   <translation>AKS 에이전트 풀</translation>
  </message>
  <message>
   <source>API server</source>
   <translation>API 서버</translation>
  </message>
  <message>
   <source>Abort</source>
   <translation>중단</translation>
  </message>
  <message>
   <source>Aborted</source>
   <translation>중단됨</translation>
  </message>
  <message>
   <source>About</source>
   <translation>대상</translation>
  </message>
  <message>
   <source>About claims</source>
   <translation>클레임 관련</translation>
  </message>
  <message>
   <source>Absent is not zero.</source>
   <translation>없음은 0이 아닙니다.</translation>
  </message>
  <message>
   <source>Access</source>
   <translation>권한</translation>
  </message>
  <message>
   <source>Account</source>
   <translation>어카운트</translation>
  </message>
  <message>
   <source>Action · armed</source>
   <translation>작업 · 변경 허용됨</translation>
  </message>
  <message>
   <source>Action · chooses what</source>
   <translation>작업 · 대상 선택</translation>
  </message>
  <message>
   <source>Action · read-only, rehearses only</source>
   <translation>작업 · 읽기 전용, 예행만</translation>
  </message>
  <message>
   <source>Actions</source>
   <translation>작업</translation>
  </message>
  <message>
   <source>Actions are off: the window is paused at %1, and a rehearsal would be of that moment, not of now. What runs goes on.</source>
   <translation>작업이 꺼져 있습니다. 창이 %1에서 일시 정지되어 예행이 지금이 아닌 그 시점의 것이 됩니다. 실행 중인 것은 계속됩니다.</translation>
  </message>
  <message>
   <source>Actions on the selection</source>
   <translation>선택에 대한 작업</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>주소</translation>
  </message>
  <message>
   <source>Admin access</source>
   <translation>관리자 접근</translation>
  </message>
  <message>
   <source>Admin claims</source>
   <translation>관리자 클레임</translation>
  </message>
  <message>
   <source>After</source>
   <translation>이후</translation>
  </message>
  <message>
   <source>Age</source>
   <translation>경과</translation>
  </message>
  <message>
   <source>Age of the claim</source>
   <translation>클레임 나이</translation>
  </message>
  <message>
   <source>Agree</source>
   <translation>일치</translation>
  </message>
  <message>
   <source>All</source>
   <translation>전체</translation>
  </message>
  <message>
   <source>All %1</source>
   <translation>%1개 모두</translation>
  </message>
  <message>
   <source>All %1 in Claims</source>
   <translation>클레임에서 %1개 모두 보기</translation>
  </message>
  <message>
   <source>All claims</source>
   <translation>모든 클레임</translation>
  </message>
  <message>
   <source>All claims (Esc)</source>
   <translation>모든 클레임 (Esc)</translation>
  </message>
  <message>
   <source>All manifests</source>
   <translation>모든 매니페스트</translation>
  </message>
  <message>
   <source>All namespaces</source>
   <translation>모든 네임스페이스</translation>
  </message>
  <message>
   <source>All of it is for Kubernetes %1 already</source>
   <translation>모두 이미 Kubernetes %1에 맞습니다</translation>
  </message>
  <message>
   <source>All plans</source>
   <translation>모든 계획</translation>
  </message>
  <message>
   <source>All pods</source>
   <translation>모든 파드</translation>
  </message>
  <message>
   <source>All shows the others.</source>
   <translation>전체를 고르면 나머지도 보입니다.</translation>
  </message>
  <message>
   <source>All that are Ready leave together, and no budget asks for one to stay: %1</source>
   <translation>Ready 파드가 모두 함께 떠나며, 하나라도 남기라는 PodDisruptionBudget이 없음: %1</translation>
  </message>
  <message>
   <source>All that are Ready leave together, and no budget is seen that asks for one to stay: %1</source>
   <translation>Ready 파드가 모두 함께 떠나며, 하나라도 남기라는 PodDisruptionBudget이 보이지 않음: %1</translation>
  </message>
  <message>
   <source>All that are Ready leave together: %1</source>
   <translation>Ready 파드가 모두 함께 떠남: %1</translation>
  </message>
  <message>
   <source>All workloads</source>
   <translation>모든 워크로드</translation>
  </message>
  <message>
   <source>Allocated</source>
   <translation>할당됨</translation>
  </message>
  <message>
   <source>Allocated, idle</source>
   <translation>할당됨, 유휴</translation>
  </message>
  <message>
   <source>Allocated, not measured</source>
   <translation>할당됨, 측정 없음</translation>
  </message>
  <message>
   <source>Allow once</source>
   <translation>이번만 허용</translation>
  </message>
  <message>
   <source>Also under Settings.</source>
   <translation>설정에도 있습니다.</translation>
  </message>
  <message>
   <source>Always allow</source>
   <translation>항상 허용</translation>
  </message>
  <message>
   <source>Among the others of its kind</source>
   <translation>같은 종류들 가운데</translation>
  </message>
  <message>
   <source>An hour</source>
   <translation>시간당</translation>
  </message>
  <message>
   <source>And no quota with its keys. Files are opened, dropped or pasted.</source>
   <translation>그 키를 쓰는 쿼터도 없습니다. 파일은 열거나 끌어다 놓거나 붙여 넣습니다.</translation>
  </message>
  <message>
   <source>Another answer to: %1</source>
   <translation>다른 답: %1</translation>
  </message>
  <message>
   <source>Another one of this name was made since.</source>
   <translation>그 뒤 같은 이름으로 다시 만들어졌습니다.</translation>
  </message>
  <message>
   <source>Another program carries it out; its journal is locked.</source>
   <translation>다른 프로그램이 실행하고 있으며 저널이 잠겨 있습니다.</translation>
  </message>
  <message>
   <source>Another text finds more.</source>
   <translation>다른 글자로 찾아보세요.</translation>
  </message>
  <message>
   <source>Another window here</source>
   <translation>여기를 새 창으로</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>답</translation>
  </message>
  <message>
   <source>Answered</source>
   <translation>응답 받음</translation>
  </message>
  <message>
   <source>Answered by</source>
   <translation>답하는 것</translation>
  </message>
  <message>
   <source>Any node</source>
   <translation>아무 노드</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>영역</translation>
  </message>
  <message>
   <source>Argo app</source>
   <translation>Argo 앱</translation>
  </message>
  <message>
   <source>Argo apps</source>
   <translation>Argo 앱</translation>
  </message>
  <message>
   <source>Arguments</source>
   <translation>인자</translation>
  </message>
  <message>
   <source>Arm %1</source>
   <translation>%1 변경 허용</translation>
  </message>
  <message>
   <source>Arm for 10 minutes</source>
   <translation>10분간 변경 허용</translation>
  </message>
  <message>
   <source>Arm for 10 minutes…</source>
   <translation>10분간 변경 허용…</translation>
  </message>
  <message>
   <source>Arm state</source>
   <translation>변경 허용 상태</translation>
  </message>
  <message>
   <source>Arm this context, disarm it</source>
   <translation>이 컨텍스트 변경 허용, 잠금</translation>
  </message>
  <message>
   <source>Armed</source>
   <translation>변경 허용됨</translation>
  </message>
  <message>
   <source>Armed %1</source>
   <translation>변경 허용 %1</translation>
  </message>
  <message>
   <source>Armed, %1 left</source>
   <translation>변경 허용됨, %1 남음</translation>
  </message>
  <message>
   <source>Arm…</source>
   <translation>변경 허용…</translation>
  </message>
  <message>
   <source>Arrows, Enter, Esc</source>
   <translation>화살표, Enter, Esc</translation>
  </message>
  <message>
   <source>As its condition says</source>
   <translation>조건에 적힌 대로</translation>
  </message>
  <message>
   <source>As the allocator chooses now</source>
   <translation>할당자의 현재 선택</translation>
  </message>
  <message>
   <source>Ask</source>
   <translation>요청</translation>
  </message>
  <message>
   <source>Ask for the name</source>
   <translation>이름 조회</translation>
  </message>
  <message>
   <source>Ask who runs %1.</source>
   <translation>%1을 실행하는 사람에게 물어봅니다.</translation>
  </message>
  <message>
   <source>Ask who you are</source>
   <translation>자신이 누구인지 확인</translation>
  </message>
  <message>
   <source>Asked</source>
   <translation>요청됨</translation>
  </message>
  <message>
   <source>Asked by</source>
   <translation>요청한 파일</translation>
  </message>
  <message>
   <source>Asked for by pods / allocatable: %1 of %2</source>
   <translation>파드 요청 / 할당 가능: %2 중 %1</translation>
  </message>
  <message>
   <source>Asked once everything is loaded</source>
   <translation>모두 읽은 뒤에 묻습니다</translation>
  </message>
  <message>
   <source>Asking</source>
   <translation>묻는 중</translation>
  </message>
  <message>
   <source>Asks for</source>
   <translation>요청</translation>
  </message>
  <message>
   <source>At most %1 devices of a group are listed</source>
   <translation>그룹마다 장치를 최대 %1개 표시합니다</translation>
  </message>
  <message>
   <source>Attribute</source>
   <translation>속성</translation>
  </message>
  <message>
   <source>Attributes</source>
   <translation>속성</translation>
  </message>
  <message>
   <source>Available</source>
   <translation>사용 가능</translation>
  </message>
  <message>
   <source>B %1</source>
   <translation>B %1</translation>
  </message>
  <message>
   <source>BINDINGS OF THE SELECTION</source>
   <translation>선택의 바인딩 관계</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>뒤로</translation>
  </message>
  <message>
   <source>Back (Alt+Left)</source>
   <translation>뒤로 (Alt+왼쪽)</translation>
  </message>
  <message>
   <source>Back to %1 (Esc)</source>
   <translation>%1 돌아가기 (Esc)</translation>
  </message>
  <message>
   <source>Back to all claims</source>
   <translation>모든 클레임으로 돌아가기</translation>
  </message>
  <message>
   <source>Back to the change before</source>
   <translation>이전 변경으로</translation>
  </message>
  <message>
   <source>Back to the change before (,)</source>
   <translation>이전 변경으로 (,)</translation>
  </message>
  <message>
   <source>Back to the cluster shown before</source>
   <translation>이전에 보던 클러스터로</translation>
  </message>
  <message>
   <source>Back to where a finding began</source>
   <translation>이전 발견 사항이 시작된 곳으로</translation>
  </message>
  <message>
   <source>Batch work that could run at another time</source>
   <translation>다른 시간에 실행할 수 있는 배치 작업</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>이전</translation>
  </message>
  <message>
   <source>Before that a device can only be kept out by its driver, or its node by a cordon</source>
   <translation>그 전에는 드라이버로 장치를 빼거나 노드를 cordon할 수만 있습니다</translation>
  </message>
  <message>
   <source>Began</source>
   <translation>시작됨</translation>
  </message>
  <message>
   <source>Begun</source>
   <translation>시작</translation>
  </message>
  <message>
   <source>Being looked for</source>
   <translation>찾는 중</translation>
  </message>
  <message>
   <source>Bindings</source>
   <translation>바인딩 관계</translation>
  </message>
  <message>
   <source>Blockers first</source>
   <translation>차단 요인 먼저</translation>
  </message>
  <message>
   <source>Both go by the tolerations that were copied into the allocations.</source>
   <translation>둘 다 할당에 복사된 톨러레이션을 따릅니다.</translation>
  </message>
  <message>
   <source>Bound</source>
   <translation>바인딩됨</translation>
  </message>
  <message>
   <source>Bring the selection into sight</source>
   <translation>선택을 화면 안으로</translation>
  </message>
  <message>
   <source>Buckets over time</source>
   <translation>시간별 버킷</translation>
  </message>
  <message>
   <source>Busy</source>
   <translation>사용률</translation>
  </message>
  <message>
   <source>By</source>
   <translation>근거</translation>
  </message>
  <message>
   <source>By %1</source>
   <translation>근거: %1</translation>
  </message>
  <message>
   <source>By %1 and it runs where its slices are</source>
   <translation>근거: %1, 그리고 슬라이스가 있는 노드에서 실행됩니다</translation>
  </message>
  <message>
   <source>By Claimscope's allocator and node fit, on this moment</source>
   <translation>Claimscope 할당자와 노드 적합성으로, 지금 시점에 계산</translation>
  </message>
  <message>
   <source>By state</source>
   <translation>상태별</translation>
  </message>
  <message>
   <source>By the same rules, on this moment</source>
   <translation>같은 규칙으로, 지금 시점에 계산</translation>
  </message>
  <message>
   <source>Bytes</source>
   <translation>바이트</translation>
  </message>
  <message>
   <source>CEL expression</source>
   <translation>CEL 표현식</translation>
  </message>
  <message>
   <source>CEL over one device; Ctrl+Space offers names</source>
   <translation>장치 하나에 대한 CEL. Ctrl+Space로 이름 제안</translation>
  </message>
  <message>
   <source>CEL term</source>
   <translation>CEL 항</translation>
  </message>
  <message>
   <source>CLAIM</source>
   <translation>클레임</translation>
  </message>
  <message>
   <source>CONTEXT</source>
   <translation>컨텍스트</translation>
  </message>
  <message>
   <source>CPU</source>
   <translation>CPU</translation>
  </message>
  <message>
   <source>CPU cores: asked for by pods / allocatable</source>
   <translation>CPU 코어: 파드 요청 / 할당 가능</translation>
  </message>
  <message>
   <source>CSV</source>
   <translation>CSV</translation>
  </message>
  <message>
   <source>Can yield</source>
   <translation>양보</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>취소</translation>
  </message>
  <message>
   <source>Capacity</source>
   <translation>용량</translation>
  </message>
  <message>
   <source>Card %1, %2</source>
   <translation>카드 %1, %2</translation>
  </message>
  <message>
   <source>Card %1, shared counters</source>
   <translation>카드 %1, 공유 카운터</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>변경</translation>
  </message>
  <message>
   <source>Change %1</source>
   <translation>변경 %1</translation>
  </message>
  <message>
   <source>Change %1: %2</source>
   <translation>변경 %1: %2</translation>
  </message>
  <message>
   <source>Change the keys of: %1</source>
   <translation>키 바꾸기: %1</translation>
  </message>
  <message>
   <source>Check</source>
   <translation>검사</translation>
  </message>
  <message>
   <source>Check again</source>
   <translation>다시 확인</translation>
  </message>
  <message>
   <source>Check the clock</source>
   <translation>시계 확인</translation>
  </message>
  <message>
   <source>Checks</source>
   <translation>검사</translation>
  </message>
  <message>
   <source>Choices</source>
   <translation>선택 사항</translation>
  </message>
  <message>
   <source>Choose a claim or a pod, or walk the pending ones with [ and ].</source>
   <translation>클레임이나 파드를 고르거나 [ 와 ] 로 대기 중인 것을 넘겨 보세요.</translation>
  </message>
  <message>
   <source>Choose an area of the Gantt chart, a time in the others</source>
   <translation>간트 차트의 영역, 다른 차트의 시간 선택</translation>
  </message>
  <message>
   <source>Choose any claim or pod: its history is explained in the same way.</source>
   <translation>클레임이나 파드를 고르면 지난 과정을 같은 방식으로 설명합니다.</translation>
  </message>
  <message>
   <source>Choose at least one.</source>
   <translation>하나 이상 고르세요.</translation>
  </message>
  <message>
   <source>Choose how to hold</source>
   <translation>확보 방법 선택</translation>
  </message>
  <message>
   <source>Claim</source>
   <translation>클레임</translation>
  </message>
  <message>
   <source>Claim latency</source>
   <translation>클레임 지연</translation>
  </message>
  <message>
   <source>Claim latency is not known yet</source>
   <translation>클레임 지연을 아직 알 수 없음</translation>
  </message>
  <message>
   <source>Claim or rule</source>
   <translation>클레임 또는 규칙</translation>
  </message>
  <message>
   <source>Claim template</source>
   <translation>클레임 템플릿</translation>
  </message>
  <message>
   <source>Claim templates</source>
   <translation>클레임 템플릿</translation>
  </message>
  <message>
   <source>Claim templates have no &quot;%1&quot;.</source>
   <translation>클레임 템플릿에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>Claims</source>
   <translation>클레임</translation>
  </message>
  <message>
   <source>Claims and devices</source>
   <translation>클레임과 장치</translation>
  </message>
  <message>
   <source>Claims and pods that are there can be watched, at most %1 at once.</source>
   <translation>지금 있는 클레임과 파드를 한 번에 최대 %1개까지 지켜볼 수 있습니다.</translation>
  </message>
  <message>
   <source>Claims are classic DRA (%1): the driver's controller allocates them, and Kubernetes 1.32 removed them</source>
   <translation>클레임이 클래식 DRA(%1)입니다. 드라이버의 컨트롤러가 할당하며 Kubernetes 1.32에서 제거되었습니다</translation>
  </message>
  <message>
   <source>Claims are hidden or not complete: a claim that is not visible may hold it.</source>
   <translation>클레임이 숨겨졌거나 완전하지 않습니다. 보이지 않는 클레임이 점유할 수 있습니다.</translation>
  </message>
  <message>
   <source>Claims have no &quot;%1&quot;.</source>
   <translation>클레임에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>Claims have no events of their own; these are of its pods.</source>
   <translation>클레임에는 자체 이벤트가 없어 파드의 이벤트를 보여 줍니다.</translation>
  </message>
  <message>
   <source>Claims hit</source>
   <translation>영향받는 클레임</translation>
  </message>
  <message>
   <source>Claims made</source>
   <translation>만든 클레임</translation>
  </message>
  <message>
   <source>Claims not made</source>
   <translation>만들어지지 않은 클레임</translation>
  </message>
  <message>
   <source>Claims of %1</source>
   <translation>%1의 클레임</translation>
  </message>
  <message>
   <source>Claims of %1 and older are allocated and released by their driver's own controller</source>
   <translation>%1 이하의 클레임은 그 드라이버의 컨트롤러가 할당하고 해제합니다</translation>
  </message>
  <message>
   <source>Claims over time</source>
   <translation>시간별 클레임</translation>
  </message>
  <message>
   <source>Claims that are held, and those that were not made.</source>
   <translation>보류된 클레임과 만들어지지 않은 클레임입니다.</translation>
  </message>
  <message>
   <source>Claims that ended are known since %1.</source>
   <translation>끝난 클레임은 %1부터 알려져 있습니다.</translation>
  </message>
  <message>
   <source>Claims that ended are not known.</source>
   <translation>끝난 클레임은 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Claims, pods or templates are not to be seen, or nothing counts this limit.</source>
   <translation>클레임, 파드 또는 템플릿을 볼 수 없거나 이 한도를 세는 것이 없습니다.</translation>
  </message>
  <message>
   <source>Claimscope</source>
   <translation>Claimscope</translation>
  </message>
  <message>
   <source>Claimscope cannot read %1</source>
   <translation>%1: 읽을 수 없습니다</translation>
  </message>
  <message>
   <source>Claimscope ended twice within a minute without being closed, so its windows begin fresh. What they were is in %1.</source>
   <translation>Claimscope가 1분 안에 두 번 닫히지 않고 끝나 창을 새로 시작합니다. 이전 상태는 %1에 있습니다.</translation>
  </message>
  <message>
   <source>Claimscope lists</source>
   <translation>Claimscope 목록</translation>
  </message>
  <message>
   <source>Claimscope measures each claim from its creation to its allocation</source>
   <translation>Claimscope가 클레임마다 생성부터 할당까지 잽니다</translation>
  </message>
  <message>
   <source>Claimscope was not closed the last time; its windows are as they were. Start it with --fresh to begin anew.</source>
   <translation>Claimscope가 지난번에 닫히지 않아 창을 그때대로 되살렸습니다. 새로 시작하려면 --fresh로 실행하세요.</translation>
  </message>
  <message>
   <source>Claimscope: %1, %2</source>
   <translation>Claimscope: %1, %2</translation>
  </message>
  <message>
   <source>Claimscope: %1, %2: %3</source>
   <translation>Claimscope: %1, %2: %3</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>클래스</translation>
  </message>
  <message>
   <source>Class and driver</source>
   <translation>클래스와 드라이버</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>클래스</translation>
  </message>
  <message>
   <source>Classes, templates, quotas</source>
   <translation>클래스, 템플릿, 쿼터</translation>
  </message>
  <message>
   <source>Classic class</source>
   <translation>클래식 클래스</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>지우기</translation>
  </message>
  <message>
   <source>Clear the filter</source>
   <translation>필터 지우기</translation>
  </message>
  <message>
   <source>Click a device or a node to see which claim, pod and owner it is bound to. Ctrl+click a second one: how they are connected. Shift+drag: an area in numbers.</source>
   <translation>장치나 노드를 클릭하면 묶인 클레임, 파드, 소유자를 봅니다. 두 번째를 Ctrl+클릭: 연결 관계. Shift+끌기: 영역의 수.</translation>
  </message>
  <message>
   <source>Click select · Enter inspect · F zoom in</source>
   <translation>클릭 선택 · Enter 상세 · F 확대</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>닫기</translation>
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation>닫기 (Esc)</translation>
  </message>
  <message>
   <source>Close this window</source>
   <translation>이 창 닫기</translation>
  </message>
  <message>
   <source>Cluster</source>
   <translation>클러스터</translation>
  </message>
  <message>
   <source>Cluster %1 %2, armed, %3 left</source>
   <translation>클러스터 %1 %2, 변경 허용, %3 남음</translation>
  </message>
  <message>
   <source>Cluster %1 %2, read-only</source>
   <translation>클러스터 %1 %2, 읽기 전용</translation>
  </message>
  <message>
   <source>Collapse or widen the rail</source>
   <translation>사이드바 접기, 펴기</translation>
  </message>
  <message>
   <source>Colour by</source>
   <translation>색 기준</translation>
  </message>
  <message>
   <source>Columns %1 of %2</source>
   <translation>열 %2개 중 %1개</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>명령</translation>
  </message>
  <message>
   <source>Command palette</source>
   <translation>명령 팔레트</translation>
  </message>
  <message>
   <source>Command palette: type a name, &gt; for commands, @ for pages, # for findings</source>
   <translation>명령 팔레트: 이름을 입력하세요. &gt; 명령, @ 페이지, # 발견 사항</translation>
  </message>
  <message>
   <source>Command · %1</source>
   <translation>명령 · %1</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>명령</translation>
  </message>
  <message>
   <source>Commands that sign in</source>
   <translation>로그인 명령</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>비교</translation>
  </message>
  <message>
   <source>Compare the DaemonSet with the node</source>
   <translation>DaemonSet과 노드를 비교하세요</translation>
  </message>
  <message>
   <source>Complete</source>
   <translation>완료</translation>
  </message>
  <message>
   <source>Component</source>
   <translation>구성 요소</translation>
  </message>
  <message>
   <source>Component or problem</source>
   <translation>구성 요소 또는 문제</translation>
  </message>
  <message>
   <source>Components and problems</source>
   <translation>구성 요소와 문제</translation>
  </message>
  <message>
   <source>Computing why %1 is as it is</source>
   <translation>%1 상태의 이유를 계산하는 중</translation>
  </message>
  <message>
   <source>Conclusion</source>
   <translation>결론</translation>
  </message>
  <message>
   <source>Configuration</source>
   <translation>구성</translation>
  </message>
  <message>
   <source>Confirmed by %1</source>
   <translation>%1 확인</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>연결</translation>
  </message>
  <message>
   <source>Consumable %1</source>
   <translation>소비형 %1</translation>
  </message>
  <message>
   <source>Consumes counters</source>
   <translation>쓰는 카운터</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>컨텍스트</translation>
  </message>
  <message>
   <source>Contexts</source>
   <translation>컨텍스트</translation>
  </message>
  <message>
   <source>Continued</source>
   <translation>계속함</translation>
  </message>
  <message>
   <source>Control plane</source>
   <translation>컨트롤 플레인</translation>
  </message>
  <message>
   <source>Controller</source>
   <translation>컨트롤러</translation>
  </message>
  <message>
   <source>Controller says</source>
   <translation>컨트롤러의 말</translation>
  </message>
  <message>
   <source>Copies:
%1</source>
   <translation>복사할 내용:
%1</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>복사</translation>
  </message>
  <message>
   <source>Copy YAML</source>
   <translation>YAML 복사</translation>
  </message>
  <message>
   <source>Copy all</source>
   <translation>모두 복사</translation>
  </message>
  <message>
   <source>Copy and save</source>
   <translation>복사와 저장</translation>
  </message>
  <message>
   <source>Copy as CSV</source>
   <translation>CSV로 복사</translation>
  </message>
  <message>
   <source>Copy as JSON</source>
   <translation>JSON으로 복사</translation>
  </message>
  <message>
   <source>Copy as Markdown</source>
   <translation>Markdown 복사</translation>
  </message>
  <message>
   <source>Copy as YAML selector</source>
   <translation>YAML 셀렉터로 복사</translation>
  </message>
  <message>
   <source>Copy every line that was read</source>
   <translation>읽은 줄 모두 복사</translation>
  </message>
  <message>
   <source>Copy kubectl</source>
   <translation>kubectl 복사</translation>
  </message>
  <message>
   <source>Copy report</source>
   <translation>보고서 복사</translation>
  </message>
  <message>
   <source>Copy result</source>
   <translation>결과 복사</translation>
  </message>
  <message>
   <source>Copy rows	Ctrl+C</source>
   <translation>행 복사	Ctrl+C</translation>
  </message>
  <message>
   <source>Copy the YAML</source>
   <translation>YAML 복사</translation>
  </message>
  <message>
   <source>Copy the address of this view</source>
   <translation>이 보기의 주소 복사</translation>
  </message>
  <message>
   <source>Copy the command</source>
   <translation>명령 복사</translation>
  </message>
  <message>
   <source>Copy the kubectl command of the selection</source>
   <translation>선택의 kubectl 명령 복사</translation>
  </message>
  <message>
   <source>Cordon node</source>
   <translation>노드 스케줄링 차단</translation>
  </message>
  <message>
   <source>Cordoned</source>
   <translation>스케줄링 차단</translation>
  </message>
  <message>
   <source>Cost</source>
   <translation>비용</translation>
  </message>
  <message>
   <source>Costs are unknown.</source>
   <translation>비용을 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>개수</translation>
  </message>
  <message>
   <source>Counted again</source>
   <translation>다시 센 값</translation>
  </message>
  <message>
   <source>Counted by</source>
   <translation>센 쪽</translation>
  </message>
  <message>
   <source>Counter sets</source>
   <translation>카운터 집합</translation>
  </message>
  <message>
   <source>Counts are bounds.</source>
   <translation>숫자는 한계값입니다.</translation>
  </message>
  <message>
   <source>Counts of claims are unknown, and who holds a device too.</source>
   <translation>클레임 수와 장치를 점유한 클레임을 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Counts only pods of scope %1, and never claims.</source>
   <translation>범위가 %1인 파드만 세며, 클레임은 세지 않습니다.</translation>
  </message>
  <message>
   <source>Credential</source>
   <translation>자격 증명</translation>
  </message>
  <message>
   <source>Critical</source>
   <translation>심각</translation>
  </message>
  <message>
   <source>Ctrl+B  collapse</source>
   <translation>Ctrl+B  접기</translation>
  </message>
  <message>
   <source>Cut here: %1 characters in all. Copy takes them all.</source>
   <translation>여기서 잘림: 모두 %1자. 복사하면 모두 복사됩니다.</translation>
  </message>
  <message>
   <source>DEMO</source>
   <translation>데모</translation>
  </message>
  <message>
   <source>DEVICE</source>
   <translation>장치</translation>
  </message>
  <message>
   <source>DEVICE CLASS</source>
   <translation>장치 클래스</translation>
  </message>
  <message>
   <source>DEVICES</source>
   <translation>장치</translation>
  </message>
  <message>
   <source>DNS</source>
   <translation>DNS</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>어둡게</translation>
  </message>
  <message>
   <source>Dashboard</source>
   <translation>대시보드</translation>
  </message>
  <message>
   <source>Dashboards (*.json);;All files (*)</source>
   <translation>대시보드 (*.json);;모든 파일 (*)</translation>
  </message>
  <message>
   <source>Default</source>
   <translation>기본값</translation>
  </message>
  <message>
   <source>Deleted</source>
   <translation>삭제</translation>
  </message>
  <message>
   <source>Demo cluster</source>
   <translation>데모 클러스터</translation>
  </message>
  <message>
   <source>Deny</source>
   <translation>거부</translation>
  </message>
  <message>
   <source>Detail</source>
   <translation>세부</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>세부 정보</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>장치</translation>
  </message>
  <message>
   <source>Device %1</source>
   <translation>장치 %1</translation>
  </message>
  <message>
   <source>Device class</source>
   <translation>장치 클래스</translation>
  </message>
  <message>
   <source>Device classes</source>
   <translation>장치 클래스</translation>
  </message>
  <message>
   <source>Device classes have no &quot;%1&quot;.</source>
   <translation>장치 클래스에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>Device health</source>
   <translation>장치 상태</translation>
  </message>
  <message>
   <source>Device holders</source>
   <translation>장치 점유 클레임</translation>
  </message>
  <message>
   <source>Device taint rule</source>
   <translation>장치 테인트 규칙</translation>
  </message>
  <message>
   <source>DeviceClass</source>
   <translation>DeviceClass</translation>
  </message>
  <message>
   <source>DeviceClasses are not served here</source>
   <translation>여기서는 DeviceClass가 제공되지 않습니다</translation>
  </message>
  <message>
   <source>Devices</source>
   <translation>장치</translation>
  </message>
  <message>
   <source>Devices and slices</source>
   <translation>장치와 슬라이스</translation>
  </message>
  <message>
   <source>Devices are unknown until this is allowed.</source>
   <translation>허용될 때까지 장치를 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Devices by state</source>
   <translation>상태별 장치</translation>
  </message>
  <message>
   <source>Devices have no events; these are of the pods that use it.</source>
   <translation>장치에는 이벤트가 없어 사용하는 파드의 이벤트를 보여 줍니다.</translation>
  </message>
  <message>
   <source>Devices in use by class</source>
   <translation>클래스별 사용 중인 장치</translation>
  </message>
  <message>
   <source>Devices it would get</source>
   <translation>할당받을 장치</translation>
  </message>
  <message>
   <source>Devices of</source>
   <translation>장치 범위</translation>
  </message>
  <message>
   <source>Devices of %1</source>
   <translation>%1의 장치</translation>
  </message>
  <message>
   <source>Devices seen</source>
   <translation>확인한 장치</translation>
  </message>
  <message>
   <source>Devices that claims of this class really have; a quota counts the worst case.</source>
   <translation>이 클래스의 클레임이 실제로 가진 장치. 쿼터는 최악의 경우를 셉니다.</translation>
  </message>
  <message>
   <source>Devices that one pod asks for</source>
   <translation>파드 하나가 요청하는 장치</translation>
  </message>
  <message>
   <source>Devices that pass all terms</source>
   <translation>모든 항을 통과한 장치</translation>
  </message>
  <message>
   <source>Devices, their states and free counts are unknown.</source>
   <translation>장치와 장치 상태, 여유 수를 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Diagnostics bundle with the names of objects…</source>
   <translation>오브젝트 이름이 있는 진단 묶음…</translation>
  </message>
  <message>
   <source>Diagnostics bundle without names…</source>
   <translation>이름 없는 진단 묶음…</translation>
  </message>
  <message>
   <source>Diagnostics…</source>
   <translation>진단…</translation>
  </message>
  <message>
   <source>Different</source>
   <translation>다른 값</translation>
  </message>
  <message>
   <source>Differs from its group, which mostly has %1</source>
   <translation>그룹과 다름, 그룹은 대부분 %1</translation>
  </message>
  <message>
   <source>Disarm</source>
   <translation>변경 잠금</translation>
  </message>
  <message>
   <source>Displaced claims</source>
   <translation>옮겨진 클레임</translation>
  </message>
  <message>
   <source>Distinct</source>
   <translation>다른 값</translation>
  </message>
  <message>
   <source>Does not fit</source>
   <translation>들어맞지 않음</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>완료</translation>
  </message>
  <message>
   <source>Doubtful</source>
   <translation>의심됨</translation>
  </message>
  <message>
   <source>Drain devices</source>
   <translation>장치 드레인</translation>
  </message>
  <message>
   <source>Driver</source>
   <translation>드라이버</translation>
  </message>
  <message>
   <source>Driver log</source>
   <translation>드라이버 로그</translation>
  </message>
  <message>
   <source>Driver log of %1</source>
   <translation>%1 드라이버 로그</translation>
  </message>
  <message>
   <source>Driver log, previous container</source>
   <translation>드라이버 로그, 이전 컨테이너</translation>
  </message>
  <message>
   <source>Driver version</source>
   <translation>드라이버 버전</translation>
  </message>
  <message>
   <source>Drivers</source>
   <translation>드라이버</translation>
  </message>
  <message>
   <source>Drivers that publish devices here, and whether their pods run</source>
   <translation>여기에 장치를 게시하는 드라이버와 그 파드의 실행 여부</translation>
  </message>
  <message>
   <source>Duration, for example 30 s</source>
   <translation>시간, 예: 30 s</translation>
  </message>
  <message>
   <source>Durations</source>
   <translation>소요 시간</translation>
  </message>
  <message>
   <source>Durations over time</source>
   <translation>시간별 소요 시간</translation>
  </message>
  <message>
   <source>Dynamic Resource Allocation is switched off or older than the API server knows.</source>
   <translation>Dynamic Resource Allocation이 꺼져 있거나 API 서버가 이 기능을 모릅니다.</translation>
  </message>
  <message>
   <source>EKS node group</source>
   <translation>EKS 노드 그룹</translation>
  </message>
  <message>
   <source>Each node is asked whether the pod and its devices fit.</source>
   <translation>노드마다 파드와 장치가 들어맞는지 확인합니다.</translation>
  </message>
  <message>
   <source>Each verdict is a simulated allocation against today's free devices, at most.</source>
   <translation>각 판정은 현재 여유 장치에 대한 모의 할당이며 최대치입니다.</translation>
  </message>
  <message>
   <source>Effect</source>
   <translation>효과</translation>
  </message>
  <message>
   <source>Egress</source>
   <translation>이그레스</translation>
  </message>
  <message>
   <source>Eight inspectors are open; close one first.</source>
   <translation>상세 창이 여덟 개 열려 있습니다. 먼저 하나를 닫으세요.</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>끝남</translation>
  </message>
  <message>
   <source>Ends the selected context in the background</source>
   <translation>선택한 컨텍스트의 백그라운드 감시를 끝냅니다</translation>
  </message>
  <message>
   <source>Enter inserts</source>
   <translation>Enter로 삽입</translation>
  </message>
  <message>
   <source>Enter or a click lists the devices.</source>
   <translation>Enter나 클릭으로 장치를 볼 수 있습니다.</translation>
  </message>
  <message>
   <source>Environment</source>
   <translation>환경 변수</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>이벤트</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>이벤트</translation>
  </message>
  <message>
   <source>Events have no &quot;%1&quot;.</source>
   <translation>이벤트에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>Every claim, CSV</source>
   <translation>모든 클레임, CSV</translation>
  </message>
  <message>
   <source>Every context is read-only. A rehearsal changes nothing.</source>
   <translation>모든 컨텍스트가 읽기 전용입니다. 예행은 아무것도 바꾸지 않습니다.</translation>
  </message>
  <message>
   <source>Every key, and changing them</source>
   <translation>모든 키와 바꾸기</translation>
  </message>
  <message>
   <source>Every key, and changing them (%1)</source>
   <translation>모든 키와 바꾸기 (%1)</translation>
  </message>
  <message>
   <source>Every kind was read to its end; this cluster has none.</source>
   <translation>모든 종류를 끝까지 읽었으며 이 클러스터에는 없습니다.</translation>
  </message>
  <message>
   <source>Every kind with its count, way and age</source>
   <translation>모든 종류의 수, 방식, 경과</translation>
  </message>
  <message>
   <source>Every limit</source>
   <translation>모든 한도</translation>
  </message>
  <message>
   <source>Every page shows that moment. Actions are off.</source>
   <translation>모든 페이지가 그 시점을 보여 줍니다. 작업은 꺼져 있습니다.</translation>
  </message>
  <message>
   <source>Every problem at once; no secret is printed.</source>
   <translation>모든 문제를 한 번에 보여 주며 비밀은 출력하지 않습니다.</translation>
  </message>
  <message>
   <source>Every rule was looked at, and none found anything.</source>
   <translation>모든 규칙을 살펴보았고 아무것도 나오지 않았습니다.</translation>
  </message>
  <message>
   <source>Everything as PDF</source>
   <translation>전체를 PDF로</translation>
  </message>
  <message>
   <source>Everything as PNG</source>
   <translation>전체를 PNG로</translation>
  </message>
  <message>
   <source>Everything as SVG</source>
   <translation>전체를 SVG로</translation>
  </message>
  <message>
   <source>Everything unrelated is dimmed. ↑ ↓ walk the chain, → enters the devices, Enter inspects, Esc clears.</source>
   <translation>관련 없는 것은 흐리게 보입니다. ↑ ↓ 로 사슬을 따라가고, → 로 장치에 들어가며, Enter로 상세, Esc로 지웁니다.</translation>
  </message>
  <message>
   <source>Evict</source>
   <translation>축출</translation>
  </message>
  <message>
   <source>Evidence</source>
   <translation>근거</translation>
  </message>
  <message>
   <source>Exec plugin</source>
   <translation>Exec 플러그인</translation>
  </message>
  <message>
   <source>Execute</source>
   <translation>실행</translation>
  </message>
  <message>
   <source>Execute drain</source>
   <translation>드레인 실행</translation>
  </message>
  <message>
   <source>Execute is off: %1, and %2.</source>
   <translation>실행 꺼짐: %1, %2.</translation>
  </message>
  <message>
   <source>Execute is off: %1.</source>
   <translation>실행 꺼짐: %1.</translation>
  </message>
  <message>
   <source>Executing</source>
   <translation>실행 중</translation>
  </message>
  <message>
   <source>Executing in another program</source>
   <translation>다른 프로그램에서 실행 중</translation>
  </message>
  <message>
   <source>Expected</source>
   <translation>예상</translation>
  </message>
  <message>
   <source>Expires</source>
   <translation>만료</translation>
  </message>
  <message>
   <source>Explain</source>
   <translation>설명</translation>
  </message>
  <message>
   <source>Explain oldest claim</source>
   <translation>가장 오래된 클레임 설명</translation>
  </message>
  <message>
   <source>Explain the oldest pending claim</source>
   <translation>가장 오래 대기한 클레임 설명</translation>
  </message>
  <message>
   <source>Explain the selected claim or pod</source>
   <translation>선택한 클레임이나 파드 설명</translation>
  </message>
  <message>
   <source>Explain the slowest claim</source>
   <translation>가장 느린 클레임 설명</translation>
  </message>
  <message>
   <source>Explanation</source>
   <translation>설명</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>내보내기</translation>
  </message>
  <message>
   <source>Expression</source>
   <translation>표현식</translation>
  </message>
  <message>
   <source>Extended</source>
   <translation>확장 리소스</translation>
  </message>
  <message>
   <source>Extended resource</source>
   <translation>확장 리소스</translation>
  </message>
  <message>
   <source>F</source>
   <translation>F</translation>
  </message>
  <message>
   <source>FAILED</source>
   <translation>실패</translation>
  </message>
  <message>
   <source>FILES</source>
   <translation>파일</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>실패</translation>
  </message>
  <message>
   <source>Fetch again</source>
   <translation>다시 가져오기</translation>
  </message>
  <message>
   <source>Fewer</source>
   <translation>줄이기</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>파일</translation>
  </message>
  <message>
   <source>Files do not change</source>
   <translation>파일은 바뀌지 않습니다</translation>
  </message>
  <message>
   <source>Files have none. Open a cluster or the demo.</source>
   <translation>파일에는 없습니다. 클러스터나 데모를 여세요.</translation>
  </message>
  <message>
   <source>Files have one moment</source>
   <translation>파일에는 한 시점만 있음</translation>
  </message>
  <message>
   <source>Find</source>
   <translation>찾기</translation>
  </message>
  <message>
   <source>Find a key or what it does</source>
   <translation>키나 기능 찾기</translation>
  </message>
  <message>
   <source>Find and fly to</source>
   <translation>찾아서 이동</translation>
  </message>
  <message>
   <source>Find in the YAML</source>
   <translation>YAML에서 찾기</translation>
  </message>
  <message>
   <source>Find in the page</source>
   <translation>페이지에서 찾기</translation>
  </message>
  <message>
   <source>Find in what changed</source>
   <translation>바뀐 것에서 찾기</translation>
  </message>
  <message>
   <source>Find nodes and devices</source>
   <translation>노드와 장치 찾기</translation>
  </message>
  <message>
   <source>Find what to act on</source>
   <translation>작업할 대상 찾기</translation>
  </message>
  <message>
   <source>Find, or filter: class=gpu held=allocation wants&gt;=4</source>
   <translation>찾기 또는 필터: class=gpu held=allocation wants&gt;=4</translation>
  </message>
  <message>
   <source>Find, or filter: class=gpu pending&gt;=1</source>
   <translation>찾기 또는 필터: class=gpu pending&gt;=1</translation>
  </message>
  <message>
   <source>Find, or filter: driver=gpu.nvidia.com memory&gt;=10Gi</source>
   <translation>찾기 또는 필터: driver=gpu.nvidia.com memory&gt;=10Gi</translation>
  </message>
  <message>
   <source>Find, or filter: driver=gpu.nvidia.com waiting&gt;=1</source>
   <translation>찾기 또는 필터: driver=gpu.nvidia.com waiting&gt;=1</translation>
  </message>
  <message>
   <source>Find, or filter: effect=NoExecute devices&gt;=1</source>
   <translation>찾기 또는 필터: effect=NoExecute devices&gt;=1</translation>
  </message>
  <message>
   <source>Find, or filter: group=gpu-nodes free&gt;=4</source>
   <translation>찾기 또는 필터: group=gpu-nodes free&gt;=4</translation>
  </message>
  <message>
   <source>Find, or filter: kind=Job waiting&gt;=1 devices&gt;=8</source>
   <translation>찾기 또는 필터: kind=Job waiting&gt;=1 devices&gt;=8</translation>
  </message>
  <message>
   <source>Find, or filter: namespace=team-nlp left&lt;2</source>
   <translation>찾기 또는 필터: namespace=team-nlp left&lt;2</translation>
  </message>
  <message>
   <source>Find, or filter: node=gpu-1 state=incomplete</source>
   <translation>찾기 또는 필터: node=gpu-1 state=incomplete</translation>
  </message>
  <message>
   <source>Find, or filter: node=gpu-1 status=Pending devices&gt;=1</source>
   <translation>찾기 또는 필터: node=gpu-1 status=Pending devices&gt;=1</translation>
  </message>
  <message>
   <source>Find, or filter: reason=FailedScheduling count&gt;=5</source>
   <translation>찾기 또는 필터: reason=FailedScheduling count&gt;=5</translation>
  </message>
  <message>
   <source>Finding</source>
   <translation>발견 사항</translation>
  </message>
  <message>
   <source>Finding · %1</source>
   <translation>발견 사항 · %1</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>발견 사항</translation>
  </message>
  <message>
   <source>Findings %1 → %2</source>
   <translation>발견 사항 %1 → %2</translation>
  </message>
  <message>
   <source>Fine</source>
   <translation>정상</translation>
  </message>
  <message>
   <source>Finished</source>
   <translation>끝난 계획</translation>
  </message>
  <message>
   <source>First matches</source>
   <translation>처음 맞는 장치</translation>
  </message>
  <message>
   <source>First seen</source>
   <translation>첫 발생</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>적합성</translation>
  </message>
  <message>
   <source>Fit all (0)</source>
   <translation>전체 보기 (0)</translation>
  </message>
  <message>
   <source>Fits</source>
   <translation>적합</translation>
  </message>
  <message>
   <source>Fits %1</source>
   <translation>적합 %1</translation>
  </message>
  <message>
   <source>Fix: %1</source>
   <translation>해결: %1</translation>
  </message>
  <message>
   <source>Fixes, most likely first</source>
   <translation>해결 방법, 가능성이 큰 순</translation>
  </message>
  <message>
   <source>Follow</source>
   <translation>따라가기</translation>
  </message>
  <message>
   <source>Follows the selection</source>
   <translation>선택을 따라감</translation>
  </message>
  <message>
   <source>For</source>
   <translation>대상</translation>
  </message>
  <message>
   <source>For Kubernetes</source>
   <translation>대상 Kubernetes</translation>
  </message>
  <message>
   <source>For example</source>
   <translation>예</translation>
  </message>
  <message>
   <source>Forecast again</source>
   <translation>다시 예측</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>잊기</translation>
  </message>
  <message>
   <source>Forget %1</source>
   <translation>%1 잊기</translation>
  </message>
  <message>
   <source>Forgets own prices</source>
   <translation>자체 가격을 지웁니다</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>형식</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>앞으로</translation>
  </message>
  <message>
   <source>Forward (Alt+Right)</source>
   <translation>앞으로 (Alt+오른쪽)</translation>
  </message>
  <message>
   <source>Free</source>
   <translation>여유</translation>
  </message>
  <message>
   <source>Free devices</source>
   <translation>여유 장치</translation>
  </message>
  <message>
   <source>Free devices %1 → %2</source>
   <translation>여유 장치 %1 → %2</translation>
  </message>
  <message>
   <source>Free devices there</source>
   <translation>그곳의 여유 장치</translation>
  </message>
  <message>
   <source>Free is at most: DeviceTaintRules or claims are hidden.</source>
   <translation>여유는 최대치입니다: DeviceTaintRule이나 클레임이 보이지 않습니다.</translation>
  </message>
  <message>
   <source>Free, but its counters are used up by a sibling partition.</source>
   <translation>여유이지만 같은 장치의 다른 파티션이 카운터를 모두 썼습니다.</translation>
  </message>
  <message>
   <source>Free, stranded</source>
   <translation>여유, 사용 불가</translation>
  </message>
  <message>
   <source>Free, usable</source>
   <translation>여유, 사용 가능</translation>
  </message>
  <message>
   <source>From</source>
   <translation>시작</translation>
  </message>
  <message>
   <source>From %1</source>
   <translation>출처 %1</translation>
  </message>
  <message>
   <source>From pod created to containers started.</source>
   <translation>파드 생성부터 컨테이너 시작까지.</translation>
  </message>
  <message>
   <source>From the configuration file</source>
   <translation>설정 파일에서</translation>
  </message>
  <message>
   <source>From the pod's creation to running containers, by the times in the objects themselves, whole seconds. Claims that are gone are not counted.</source>
   <translation>파드 생성부터 컨테이너 실행까지, 오브젝트에 적힌 초 단위 시각 기준. 사라진 클레임은 세지 않습니다.</translation>
  </message>
  <message>
   <source>From the pod's creation to running containers: watch times where seen live, else the times in the objects, whole seconds.</source>
   <translation>파드 생성부터 컨테이너 실행까지: 직접 본 것은 watch 시각, 그 밖은 오브젝트의 초 단위 시각.</translation>
  </message>
  <message>
   <source>From this cluster</source>
   <translation>이 클러스터에서</translation>
  </message>
  <message>
   <source>Full</source>
   <translation>가득 참</translation>
  </message>
  <message>
   <source>GKE node pool</source>
   <translation>GKE 노드 풀</translation>
  </message>
  <message>
   <source>GPU</source>
   <translation>GPU</translation>
  </message>
  <message>
   <source>GPU hours</source>
   <translation>GPU 시간</translation>
  </message>
  <message>
   <source>GPU hours against the window before; unknown while the history does not go back so far</source>
   <translation>이전 기간 대비 GPU 시간. 기록이 그만큼 없으면 알 수 없음</translation>
  </message>
  <message>
   <source>GPU nodes</source>
   <translation>GPU 노드</translation>
  </message>
  <message>
   <source>GPUs</source>
   <translation>GPU</translation>
  </message>
  <message>
   <source>Gangs</source>
   <translation>갱</translation>
  </message>
  <message>
   <source>Gate</source>
   <translation>게이트</translation>
  </message>
  <message>
   <source>Gates</source>
   <translation>게이트</translation>
  </message>
  <message>
   <source>Generation</source>
   <translation>세대</translation>
  </message>
  <message>
   <source>Gets</source>
   <translation>할당</translation>
  </message>
  <message>
   <source>Give its address with --prometheus, or in metrics.yaml beside the settings.</source>
   <translation>--prometheus로, 또는 설정 옆의 metrics.yaml에 주소를 적으세요.</translation>
  </message>
  <message>
   <source>Go live</source>
   <translation>실시간으로</translation>
  </message>
  <message>
   <source>Go live (%1)</source>
   <translation>실시간으로 (%1)</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>계속</translation>
  </message>
  <message>
   <source>Go on with what arrives (L)</source>
   <translation>새로 온 것부터 이어서 보기 (L)</translation>
  </message>
  <message>
   <source>Gone</source>
   <translation>사라짐</translation>
  </message>
  <message>
   <source>Group</source>
   <translation>그룹</translation>
  </message>
  <message>
   <source>Group by</source>
   <translation>그룹 기준</translation>
  </message>
  <message>
   <source>Groups and stages, CSV</source>
   <translation>그룹과 단계, CSV</translation>
  </message>
  <message>
   <source>Grown by</source>
   <translation>확장 주체</translation>
  </message>
  <message>
   <source>Guests</source>
   <translation>손님 파드</translation>
  </message>
  <message>
   <source>HOW SURE IS A NUMBER</source>
   <translation>숫자의 확실성</translation>
  </message>
  <message>
   <source>HTML</source>
   <translation>HTML</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>인계</translation>
  </message>
  <message>
   <source>Hand over nodes</source>
   <translation>노드 이관</translation>
  </message>
  <message>
   <source>Hard limit</source>
   <translation>상한</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>건강</translation>
  </message>
  <message>
   <source>Heartbeats, new resourceVersions, events and pods without claims: counted, not listed</source>
   <translation>하트비트, 새 resourceVersion, 이벤트, 클레임 없는 파드: 세기만 하고 나열하지 않음</translation>
  </message>
  <message>
   <source>Heat</source>
   <translation>히트맵</translation>
  </message>
  <message>
   <source>Held</source>
   <translation>점유</translation>
  </message>
  <message>
   <source>Held at</source>
   <translation>멈춘 단계</translation>
  </message>
  <message>
   <source>Held by no pod</source>
   <translation>파드 없이 점유</translation>
  </message>
  <message>
   <source>Held for</source>
   <translation>점유 시간</translation>
  </message>
  <message>
   <source>Helm release</source>
   <translation>Helm 릴리스</translation>
  </message>
  <message>
   <source>Helm releases</source>
   <translation>Helm 릴리스</translation>
  </message>
  <message>
   <source>Help: the documentation, from the first steps on</source>
   <translation>도움말: 첫 단계부터 보는 문서</translation>
  </message>
  <message>
   <source>Hidden</source>
   <translation>숨겨짐</translation>
  </message>
  <message>
   <source>Hidden without it</source>
   <translation>없으면 보이지 않는 것</translation>
  </message>
  <message>
   <source>Hide the terms that are true for every device</source>
   <translation>모든 장치에서 참인 항 숨기기</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>고대비</translation>
  </message>
  <message>
   <source>History</source>
   <translation>이력</translation>
  </message>
  <message>
   <source>Hold it there</source>
   <translation>여기에 확보</translation>
  </message>
  <message>
   <source>Holder</source>
   <translation>소유자</translation>
  </message>
  <message>
   <source>Holding devices</source>
   <translation>장치 보유</translation>
  </message>
  <message>
   <source>Holds</source>
   <translation>점유</translation>
  </message>
  <message>
   <source>How are they connected?</source>
   <translation>어떻게 연결되어 있나요?</translation>
  </message>
  <message>
   <source>How busy a device is, is another number: %1</source>
   <translation>장치가 얼마나 바쁜지는 다른 수입니다: %1</translation>
  </message>
  <message>
   <source>How busy the device is, by dcgm-exporter: a second source</source>
   <translation>장치가 얼마나 바쁜지, dcgm-exporter 기준(보조 소스)</translation>
  </message>
  <message>
   <source>How far it came</source>
   <translation>진행된 단계</translation>
  </message>
  <message>
   <source>How much of a consumable capacity claims have taken</source>
   <translation>소비형 용량을 클레임이 얼마나 썼는지</translation>
  </message>
  <message>
   <source>I have read the %1 warnings</source>
   <translation>경고 %1개를 읽었습니다</translation>
  </message>
  <message>
   <source>I have read the warning</source>
   <translation>경고를 읽었습니다</translation>
  </message>
  <message>
   <source>Idle</source>
   <translation>유휴</translation>
  </message>
  <message>
   <source>Idle claims</source>
   <translation>유휴 클레임</translation>
  </message>
  <message>
   <source>Idle evidence</source>
   <translation>유휴 근거</translation>
  </message>
  <message>
   <source>Idle for</source>
   <translation>유휴 시간</translation>
  </message>
  <message>
   <source>Idle is nothing computed for half an hour or longer, from %1 of %2 GPUs in use with samples.</source>
   <translation>유휴는 30분 이상 계산이 없는 것이며, 사용 중인 GPU %2개 중 %1개에 샘플이 있습니다.</translation>
  </message>
  <message>
   <source>Idle needs metrics of the devices.</source>
   <translation>유휴를 알려면 장치의 메트릭이 필요합니다.</translation>
  </message>
  <message>
   <source>Idle needs metrics, and there are none.</source>
   <translation>유휴를 알려면 메트릭이 필요하지만 없습니다.</translation>
  </message>
  <message>
   <source>If the selected device, its card, its driver or its node failed</source>
   <translation>선택한 장치, 카드, 드라이버, 노드가 고장 난다면</translation>
  </message>
  <message>
   <source>Immediate is allocated at once, WaitForFirstConsumer when a pod comes</source>
   <translation>Immediate는 바로 할당되고, WaitForFirstConsumer는 파드가 오면 할당됩니다</translation>
  </message>
  <message>
   <source>In %1 they act only where the scheduler and the controller manager have the feature gate DRADeviceTaintRules</source>
   <translation>%1에서는 스케줄러와 컨트롤러 매니저에 기능 게이트 DRADeviceTaintRules가 있어야만 작동합니다</translation>
  </message>
  <message>
   <source>In %1. The list of claims is complete.</source>
   <translation>%1 범위. 클레임 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>In a page; these stay</source>
   <translation>페이지 안의 키(바뀌지 않음)</translation>
  </message>
  <message>
   <source>In the workload</source>
   <translation>워크로드에서</translation>
  </message>
  <message>
   <source>In trouble</source>
   <translation>문제 있음</translation>
  </message>
  <message>
   <source>In use</source>
   <translation>사용 중</translation>
  </message>
  <message>
   <source>Incident report</source>
   <translation>장애 보고서</translation>
  </message>
  <message>
   <source>Incident report: save or copy it (Ctrl+R)</source>
   <translation>장애 보고서 저장 또는 복사 (Ctrl+R)</translation>
  </message>
  <message>
   <source>Ingress</source>
   <translation>인그레스</translation>
  </message>
  <message>
   <source>Inspect a row, copy rows</source>
   <translation>행 상세, 행 복사</translation>
  </message>
  <message>
   <source>Inspector</source>
   <translation>상세 창</translation>
  </message>
  <message>
   <source>Inspector in a window of its own</source>
   <translation>상세 창을 별도 창으로</translation>
  </message>
  <message>
   <source>Inspector on or off</source>
   <translation>상세 창 켜기, 끄기</translation>
  </message>
  <message>
   <source>Instance type</source>
   <translation>인스턴스 유형</translation>
  </message>
  <message>
   <source>Interrupted</source>
   <translation>도중에 끊김</translation>
  </message>
  <message>
   <source>Invalid</source>
   <translation>잘못됨</translation>
  </message>
  <message>
   <source>Inventory</source>
   <translation>인벤토리</translation>
  </message>
  <message>
   <source>It asks for claims that are not to be seen.</source>
   <translation>볼 수 없는 클레임을 요청합니다.</translation>
  </message>
  <message>
   <source>It cannot be planned</source>
   <translation>계획할 수 없습니다</translation>
  </message>
  <message>
   <source>It could not run</source>
   <translation>실행하지 못했습니다</translation>
  </message>
  <message>
   <source>It does not compile: %1</source>
   <translation>컴파일되지 않음: %1</translation>
  </message>
  <message>
   <source>It does not fit now</source>
   <translation>지금은 들어가지 않습니다</translation>
  </message>
  <message>
   <source>It does not fit now and will wait</source>
   <translation>지금은 들어가지 않아 기다립니다</translation>
  </message>
  <message>
   <source>It does not serve %1 in %2. Dynamic Resource Allocation may be switched off.</source>
   <translation>%2의 %1 종류를 제공하지 않습니다. Dynamic Resource Allocation이 꺼져 있을 수 있습니다.</translation>
  </message>
  <message>
   <source>It ended in the middle. Resume is off: %1 is read-only.</source>
   <translation>도중에 끊겼습니다. 재개 꺼짐: %1 읽기 전용.</translation>
  </message>
  <message>
   <source>It ended in the middle. Resume is off: %1.</source>
   <translation>도중에 끊겼습니다. 재개 꺼짐: %1.</translation>
  </message>
  <message>
   <source>It ended in the middle. What was sent and not answered is sent again, by uid.</source>
   <translation>도중에 끊겼습니다. 보냈지만 답이 없는 것은 uid로 다시 보냅니다.</translation>
  </message>
  <message>
   <source>It fits on no node now</source>
   <translation>지금 들어맞는 노드가 없음</translation>
  </message>
  <message>
   <source>It has not been moved.</source>
   <translation>이전된 적이 없습니다.</translation>
  </message>
  <message>
   <source>It is not seen: deleted, hidden or not loaded yet.</source>
   <translation>보이지 않습니다. 삭제되었거나 숨겨졌거나 아직 로드되지 않았습니다.</translation>
  </message>
  <message>
   <source>It is worked out from nodes, pods and slices.</source>
   <translation>노드, 파드, 슬라이스로 계산합니다.</translation>
  </message>
  <message>
   <source>It runs the same command.</source>
   <translation>같은 명령을 실행합니다.</translation>
  </message>
  <message>
   <source>It was allocated in advance (Immediate)</source>
   <translation>미리 할당되었습니다(Immediate)</translation>
  </message>
  <message>
   <source>It was deleted, or it never existed. The list is complete.</source>
   <translation>삭제되었거나 처음부터 없었습니다. 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>Its %1 that (was|were) looked at (runs|run); logs are not read here, the command does</source>
   <translation>살펴본 %1이(가) 실행 중입니다. 로그는 여기서 읽지 않으며 명령이 읽습니다</translation>
  </message>
  <message>
   <source>Its controller says</source>
   <translation>컨트롤러의 말</translation>
  </message>
  <message>
   <source>Its counters are used up by a sibling partition.</source>
   <translation>같은 장치의 다른 파티션이 카운터를 모두 썼습니다.</translation>
  </message>
  <message>
   <source>Its devices are free again.</source>
   <translation>장치에 다시 여유가 생겼습니다.</translation>
  </message>
  <message>
   <source>Its devices: %1</source>
   <translation>장치: %1</translation>
  </message>
  <message>
   <source>Its metrics endpoint is off by default: set the driver's HTTP address and add a ServiceMonitor for it</source>
   <translation>메트릭 엔드포인트는 기본으로 꺼져 있습니다. 드라이버의 HTTP 주소를 정하고 ServiceMonitor를 추가하세요</translation>
  </message>
  <message>
   <source>Its name, its issuer and its dates.</source>
   <translation>이름, 발급자, 날짜.</translation>
  </message>
  <message>
   <source>Its pod template names no claims.</source>
   <translation>파드 템플릿에 클레임이 없습니다.</translation>
  </message>
  <message>
   <source>JSON</source>
   <translation>JSON</translation>
  </message>
  <message>
   <source>JSON is for programs and has no pictures.</source>
   <translation>JSON은 프로그램용이며 그림이 없습니다.</translation>
  </message>
  <message>
   <source>Jobs</source>
   <translation>Job</translation>
  </message>
  <message>
   <source>Journal</source>
   <translation>저널</translation>
  </message>
  <message>
   <source>Journal folder</source>
   <translation>저널 폴더</translation>
  </message>
  <message>
   <source>Karpenter NodePool</source>
   <translation>Karpenter NodePool</translation>
  </message>
  <message>
   <source>Keep out</source>
   <translation>진입 막기</translation>
  </message>
  <message>
   <source>Kept as %1: the palette opens it.</source>
   <translation>%1 이름으로 저장됨: 팔레트에서 열 수 있습니다.</translation>
  </message>
  <message>
   <source>Keyboard</source>
   <translation>키보드</translation>
  </message>
  <message>
   <source>Keyboard: every key, and changing them</source>
   <translation>키보드: 모든 키와 바꾸기</translation>
  </message>
  <message>
   <source>Keys without Ctrl or Alt, as L and [</source>
   <translation>L이나 [ 처럼 Ctrl, Alt 없는 키</translation>
  </message>
  <message>
   <source>Keys…</source>
   <translation>키…</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>종류</translation>
  </message>
  <message>
   <source>Kinds</source>
   <translation>종류</translation>
  </message>
  <message>
   <source>Kinds of objects</source>
   <translation>오브젝트 종류</translation>
  </message>
  <message>
   <source>Kubeconfig</source>
   <translation>Kubeconfig</translation>
  </message>
  <message>
   <source>Kubelet</source>
   <translation>Kubelet</translation>
  </message>
  <message>
   <source>Kubernetes %1 has only classic DRA</source>
   <translation>Kubernetes %1에는 클래식 DRA만 있습니다</translation>
  </message>
  <message>
   <source>Kubernetes %1 serves no DeviceTaintRules</source>
   <translation>Kubernetes %1은(는) DeviceTaintRule을 제공하지 않습니다</translation>
  </message>
  <message>
   <source>Kubernetes components</source>
   <translation>Kubernetes 구성 요소</translation>
  </message>
  <message>
   <source>Kubernetes has no call that allocates without a pod; each way has its price</source>
   <translation>Kubernetes에는 파드 없이 할당하는 호출이 없습니다. 방법마다 대가가 있습니다</translation>
  </message>
  <message>
   <source>Kubernetes takes an allocation back when the last pod leaves</source>
   <translation>Kubernetes는 마지막 파드가 떠나면 할당을 거둡니다</translation>
  </message>
  <message>
   <source>LIVE</source>
   <translation>LIVE</translation>
  </message>
  <message>
   <source>Label of nodes</source>
   <translation>노드 레이블</translation>
  </message>
  <message>
   <source>Labelled</source>
   <translation>레이블됨</translation>
  </message>
  <message>
   <source>Lanes of the last hour</source>
   <translation>최근 한 시간의 레인</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>언어</translation>
  </message>
  <message>
   <source>Last</source>
   <translation>최근</translation>
  </message>
  <message>
   <source>Last run</source>
   <translation>최근 실행</translation>
  </message>
  <message>
   <source>Last seen</source>
   <translation>마지막 발생</translation>
  </message>
  <message>
   <source>Last sign</source>
   <translation>마지막 신호</translation>
  </message>
  <message>
   <source>Latency</source>
   <translation>지연</translation>
  </message>
  <message>
   <source>Latency is unknown.</source>
   <translation>지연을 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Latency objective</source>
   <translation>지연 목표</translation>
  </message>
  <message>
   <source>Latency, creation to allocation</source>
   <translation>지연, 생성부터 할당까지</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>단계</translation>
  </message>
  <message>
   <source>Lays these prices over the list and keeps them</source>
   <translation>이 가격을 목록 위에 덮고 보관합니다</translation>
  </message>
  <message>
   <source>Lease</source>
   <translation>임대</translation>
  </message>
  <message>
   <source>Leases</source>
   <translation>리스</translation>
  </message>
  <message>
   <source>Leaves</source>
   <translation>떠나는 시점</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>남음</translation>
  </message>
  <message>
   <source>Left and Right step over changes, with Shift the first cursor, plus and minus change the time that is shown</source>
   <translation>왼쪽·오른쪽 화살표로 변경을 따라 이동하고, Shift와 함께면 첫 커서를 옮기며, 더하기·빼기로 보이는 시간을 바꿉니다</translation>
  </message>
  <message>
   <source>Left free</source>
   <translation>남는 장치</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>범례</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>밝게</translation>
  </message>
  <message>
   <source>Likely cause: it came before a finding that depends on it. Effect: a finding names it</source>
   <translation>추정 원인: 이에 달린 발견 사항보다 먼저 일어남. 결과: 발견 사항에 나옴</translation>
  </message>
  <message>
   <source>Limit on</source>
   <translation>한도 대상</translation>
  </message>
  <message>
   <source>Line</source>
   <translation>줄</translation>
  </message>
  <message>
   <source>Line %1, column %2. The API server would refuse it.</source>
   <translation>%1행 %2열. API 서버가 거부합니다.</translation>
  </message>
  <message>
   <source>Lines</source>
   <translation>선</translation>
  </message>
  <message>
   <source>Lines %1 to %2 of %3 · %4 rows</source>
   <translation>%3줄 중 %1~%2 · %4행</translation>
  </message>
  <message>
   <source>List prices</source>
   <translation>목록 가격</translation>
  </message>
  <message>
   <source>Loading</source>
   <translation>불러오는 중</translation>
  </message>
  <message>
   <source>Loading %1. Numbers are at least until then.</source>
   <translation>%1 불러오는 중. 그때까지 숫자는 최솟값입니다.</translation>
  </message>
  <message>
   <source>Loading the cluster</source>
   <translation>클러스터를 불러오는 중</translation>
  </message>
  <message>
   <source>Log lines</source>
   <translation>로그 줄</translation>
  </message>
  <message>
   <source>Log of %1</source>
   <translation>%1 로그</translation>
  </message>
  <message>
   <source>Longer than</source>
   <translation>이보다 긺</translation>
  </message>
  <message>
   <source>Look and resume</source>
   <translation>확인하고 재개</translation>
  </message>
  <message>
   <source>Look at something else</source>
   <translation>다른 것 보기</translation>
  </message>
  <message>
   <source>Look at the certificate</source>
   <translation>인증서 확인</translation>
  </message>
  <message>
   <source>Look at what kubectl sees</source>
   <translation>kubectl이 보는 것 확인</translation>
  </message>
  <message>
   <source>Made by</source>
   <translation>생성 주체</translation>
  </message>
  <message>
   <source>Manifests</source>
   <translation>매니페스트</translation>
  </message>
  <message>
   <source>Manifests (*.yaml *.yml *.json *.md);;All files (*)</source>
   <translation>매니페스트 (*.yaml *.yml *.json *.md);;모든 파일 (*)</translation>
  </message>
  <message>
   <source>Manifests as they are</source>
   <translation>현재 매니페스트</translation>
  </message>
  <message>
   <source>Manifests for the chosen server</source>
   <translation>선택한 서버용 매니페스트</translation>
  </message>
  <message>
   <source>Manifests of the EKS hybrid-nodes guide, which no server of today accepts</source>
   <translation>EKS hybrid-nodes 가이드의 매니페스트로, 오늘날의 서버는 받아들이지 않습니다</translation>
  </message>
  <message>
   <source>Mapped</source>
   <translation>매핑됨</translation>
  </message>
  <message>
   <source>Markdown</source>
   <translation>Markdown</translation>
  </message>
  <message>
   <source>Match no device</source>
   <translation>맞는 장치 없음</translation>
  </message>
  <message>
   <source>Match nothing</source>
   <translation>맞는 장치 없음</translation>
  </message>
  <message>
   <source>Matches</source>
   <translation>검색 결과</translation>
  </message>
  <message>
   <source>May</source>
   <translation>권한</translation>
  </message>
  <message>
   <source>May Claimscope change this cluster?</source>
   <translation>Claimscope가 이 클러스터를 바꿔도 됩니까?</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>메모리</translation>
  </message>
  <message>
   <source>Memory: asked for by pods / allocatable</source>
   <translation>메모리: 파드 요청 / 할당 가능</translation>
  </message>
  <message>
   <source>Message</source>
   <translation>메시지</translation>
  </message>
  <message>
   <source>Metrics</source>
   <translation>메트릭</translation>
  </message>
  <message>
   <source>Metrics come with a cluster.</source>
   <translation>메트릭은 클러스터와 함께 옵니다.</translation>
  </message>
  <message>
   <source>Metrics, the second source: what each query gave</source>
   <translation>보조 소스인 메트릭: 쿼리마다 얻은 것</translation>
  </message>
  <message>
   <source>Migration</source>
   <translation>마이그레이션</translation>
  </message>
  <message>
   <source>Mine</source>
   <translation>내 계획</translation>
  </message>
  <message>
   <source>Minimap</source>
   <translation>미니맵</translation>
  </message>
  <message>
   <source>Mode</source>
   <translation>모드</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>모델</translation>
  </message>
  <message>
   <source>Modernise</source>
   <translation>현대화</translation>
  </message>
  <message>
   <source>Moments are kept from the time everything has been listed, for an hour.</source>
   <translation>모든 목록을 읽은 때부터 한 시간 동안 시점을 보관합니다.</translation>
  </message>
  <message>
   <source>More are in the menu at the top.</source>
   <translation>나머지는 위쪽 메뉴에 있습니다.</translation>
  </message>
  <message>
   <source>More than a megabyte of prices is not read.</source>
   <translation>1 MB가 넘는 가격은 읽지 않습니다.</translation>
  </message>
  <message>
   <source>Move A further back, or B to another moment.</source>
   <translation>A를 더 앞으로, 또는 B를 다른 시점으로 옮기세요.</translation>
  </message>
  <message>
   <source>Move, inspect, clear</source>
   <translation>이동, 상세, 지우기</translation>
  </message>
  <message>
   <source>NO DATA</source>
   <translation>데이터 없음</translation>
  </message>
  <message>
   <source>NODE</source>
   <translation>노드</translation>
  </message>
  <message>
   <source>NODES</source>
   <translation>노드</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Name of the context</source>
   <translation>컨텍스트 이름</translation>
  </message>
  <message>
   <source>Name one in Settings, or give --prometheus.</source>
   <translation>설정에서 지정하거나 --prometheus를 쓰세요.</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Names from dashboards</source>
   <translation>대시보드의 이름</translation>
  </message>
  <message>
   <source>Names that devices publish</source>
   <translation>장치가 게시하는 이름</translation>
  </message>
  <message>
   <source>Namespace</source>
   <translation>네임스페이스</translation>
  </message>
  <message>
   <source>Namespace with a ResourceQuota</source>
   <translation>ResourceQuota가 있는 네임스페이스</translation>
  </message>
  <message>
   <source>Namespace, class</source>
   <translation>네임스페이스, 클래스</translation>
  </message>
  <message>
   <source>Namespaces</source>
   <translation>네임스페이스</translation>
  </message>
  <message>
   <source>Nearest: %1</source>
   <translation>가장 가까움: %1</translation>
  </message>
  <message>
   <source>Nearly full</source>
   <translation>거의 가득 참</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>네트워크</translation>
  </message>
  <message>
   <source>Newest slice</source>
   <translation>최신 슬라이스</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>다음</translation>
  </message>
  <message>
   <source>Next finding, pending claim</source>
   <translation>다음 발견 사항, 대기 클레임</translation>
  </message>
  <message>
   <source>Next mark</source>
   <translation>다음 표시</translation>
  </message>
  <message>
   <source>Next match (Enter)</source>
   <translation>다음 일치 (Enter)</translation>
  </message>
  <message>
   <source>Next pending claim (])</source>
   <translation>다음 대기 클레임 (])</translation>
  </message>
  <message>
   <source>Next pod, %1 of %2</source>
   <translation>다음 파드, %2개 중 %1번째</translation>
  </message>
  <message>
   <source>Next region</source>
   <translation>다음 영역</translation>
  </message>
  <message>
   <source>Next theme: dark, light, high contrast</source>
   <translation>다음 테마: 어둡게, 밝게, 고대비</translation>
  </message>
  <message>
   <source>Next: %1</source>
   <translation>다음: %1</translation>
  </message>
  <message>
   <source>No DNS</source>
   <translation>DNS 없음</translation>
  </message>
  <message>
   <source>No GPU is idle or stranded</source>
   <translation>유휴이거나 쓸 수 없는 GPU가 없습니다</translation>
  </message>
  <message>
   <source>No GPU is published</source>
   <translation>게시된 GPU가 없습니다</translation>
  </message>
  <message>
   <source>No Job holds or held a GPU</source>
   <translation>GPU를 점유한 Job이 없습니다</translation>
  </message>
  <message>
   <source>No Prometheus is known</source>
   <translation>Prometheus를 알 수 없음</translation>
  </message>
  <message>
   <source>No Prometheus was found in this cluster, and none was given. Everything else works without one.</source>
   <translation>이 클러스터에서 Prometheus를 찾지 못했고 주어진 것도 없습니다. 나머지는 모두 그대로 동작합니다.</translation>
  </message>
  <message>
   <source>No ResourceSlice publishes it; only a claim's allocation names it.</source>
   <translation>게시하는 ResourceSlice가 없고 클레임의 할당에만 나옵니다.</translation>
  </message>
  <message>
   <source>No accelerator is published</source>
   <translation>게시된 가속기가 없습니다</translation>
  </message>
  <message>
   <source>No allocation fails</source>
   <translation>실패하는 할당 없음</translation>
  </message>
  <message>
   <source>No allocation time is known</source>
   <translation>할당 시각을 알 수 없음</translation>
  </message>
  <message>
   <source>No answer: VPN or DNS.</source>
   <translation>응답 없음: VPN 또는 DNS.</translation>
  </message>
  <message>
   <source>No budget would have refused that now</source>
   <translation>지금 이를 막았을 예산은 없습니다</translation>
  </message>
  <message>
   <source>No change is needed: it fits now. The scheduler tries again by itself.</source>
   <translation>바꿀 것이 없습니다. 지금 들어맞으며 스케줄러가 스스로 다시 시도합니다.</translation>
  </message>
  <message>
   <source>No change matches</source>
   <translation>일치하는 변경 없음</translation>
  </message>
  <message>
   <source>No claim asked for devices in the last %1</source>
   <translation>최근 %1 동안 장치를 요청한 클레임 없음</translation>
  </message>
  <message>
   <source>No claim asked for devices in the last %1.</source>
   <translation>최근 %1 동안 장치를 요청한 클레임이 없습니다.</translation>
  </message>
  <message>
   <source>No claim asked for devices in the last hour</source>
   <translation>최근 한 시간 동안 장치를 요청한 클레임 없음</translation>
  </message>
  <message>
   <source>No claim exists</source>
   <translation>클레임이 없음</translation>
  </message>
  <message>
   <source>No claim holds a GPU</source>
   <translation>GPU를 점유한 클레임이 없습니다</translation>
  </message>
  <message>
   <source>No claim holds it.</source>
   <translation>점유한 클레임이 없습니다.</translation>
  </message>
  <message>
   <source>No claim is above p99</source>
   <translation>p99를 넘는 클레임이 없습니다</translation>
  </message>
  <message>
   <source>No claim is idle</source>
   <translation>유휴 클레임이 없습니다</translation>
  </message>
  <message>
   <source>No claim matches</source>
   <translation>일치하는 클레임 없음</translation>
  </message>
  <message>
   <source>No claim of the last %1 is dated.</source>
   <translation>최근 %1 동안 시각을 아는 클레임이 없습니다.</translation>
  </message>
  <message>
   <source>No claim template exists</source>
   <translation>클레임 템플릿 없음</translation>
  </message>
  <message>
   <source>No claim template matches</source>
   <translation>일치하는 클레임 템플릿 없음</translation>
  </message>
  <message>
   <source>No claim that is visible holds it.</source>
   <translation>보이는 것 중 점유한 클레임이 없습니다.</translation>
  </message>
  <message>
   <source>No claim waits</source>
   <translation>대기 중인 클레임 없음</translation>
  </message>
  <message>
   <source>No claim yet</source>
   <translation>클레임 아직 없음</translation>
  </message>
  <message>
   <source>No claim, pod or owner is bound to this. Esc clears.</source>
   <translation>여기에 묶인 클레임, 파드, 소유자가 없습니다. Esc로 지웁니다.</translation>
  </message>
  <message>
   <source>No cluster</source>
   <translation>클러스터 없음</translation>
  </message>
  <message>
   <source>No component exports this name; %1</source>
   <translation>이 이름을 내보내는 구성 요소는 없습니다. %1</translation>
  </message>
  <message>
   <source>No component is known</source>
   <translation>알려진 구성 요소 없음</translation>
  </message>
  <message>
   <source>No connection of %1 and %2 was found near them; not everything was looked at.</source>
   <translation>%1, %2: 가까이에서 연결을 찾지 못했습니다. 모두 살펴보지는 않았습니다.</translation>
  </message>
  <message>
   <source>No context</source>
   <translation>컨텍스트 없음</translation>
  </message>
  <message>
   <source>No device</source>
   <translation>장치 없음</translation>
  </message>
  <message>
   <source>No device class exists</source>
   <translation>장치 클래스 없음</translation>
  </message>
  <message>
   <source>No device class matches</source>
   <translation>일치하는 장치 클래스 없음</translation>
  </message>
  <message>
   <source>No device draws on shared counters, so nothing is partitioned on demand.</source>
   <translation>공유 카운터를 쓰는 장치가 없어 요청 시 나누는 것이 없습니다.</translation>
  </message>
  <message>
   <source>No device has &quot;%1&quot;.</source>
   <translation>장치에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>No device is published</source>
   <translation>게시된 장치 없음</translation>
  </message>
  <message>
   <source>No device matches</source>
   <translation>일치하는 장치 없음</translation>
  </message>
  <message>
   <source>No device publishes any</source>
   <translation>게시하는 장치 없음</translation>
  </message>
  <message>
   <source>No driver publishes devices</source>
   <translation>장치를 게시하는 드라이버 없음</translation>
  </message>
  <message>
   <source>No event is kept</source>
   <translation>보관된 이벤트 없음</translation>
  </message>
  <message>
   <source>No event is kept. The API server drops them after an hour or so.</source>
   <translation>보관된 이벤트가 없습니다. API 서버는 한 시간쯤 뒤에 버립니다.</translation>
  </message>
  <message>
   <source>No event matches</source>
   <translation>일치하는 이벤트 없음</translation>
  </message>
  <message>
   <source>No finding is open</source>
   <translation>미해결 발견 사항 없음</translation>
  </message>
  <message>
   <source>No fit</source>
   <translation>부적합</translation>
  </message>
  <message>
   <source>No fit %1</source>
   <translation>부적합 %1</translation>
  </message>
  <message>
   <source>No free GPU is stranded</source>
   <translation>쓸 수 없는 여유 GPU가 없습니다</translation>
  </message>
  <message>
   <source>No group of nodes has GPUs</source>
   <translation>GPU가 있는 노드 그룹이 없습니다</translation>
  </message>
  <message>
   <source>No key does this.</source>
   <translation>이 기능의 키가 없습니다.</translation>
  </message>
  <message>
   <source>No kind to ask about</source>
   <translation>물을 종류가 없음</translation>
  </message>
  <message>
   <source>No kubeconfig was found.</source>
   <translation>kubeconfig를 찾지 못했습니다.</translation>
  </message>
  <message>
   <source>No kubeconfig was found: this is the simulated demo cluster. Nothing in it is real.</source>
   <translation>kubeconfig가 없어 시뮬레이션한 데모 클러스터를 보여 줍니다. 실제 데이터가 아닙니다.</translation>
  </message>
  <message>
   <source>No kubectl command shows %1.</source>
   <translation>%1을(를) 보여 주는 kubectl 명령이 없습니다.</translation>
  </message>
  <message>
   <source>No label of a node is visible</source>
   <translation>보이는 노드 레이블 없음</translation>
  </message>
  <message>
   <source>No limit matches</source>
   <translation>일치하는 한도 없음</translation>
  </message>
  <message>
   <source>No line is an error or names what is looked at</source>
   <translation>오류이거나 찾는 대상이 나오는 줄이 없습니다</translation>
  </message>
  <message>
   <source>No metric says how busy its devices are.</source>
   <translation>장치 사용률을 알려 주는 메트릭이 없습니다.</translation>
  </message>
  <message>
   <source>No metrics say whether it is busy.</source>
   <translation>사용 중인지 알려 주는 메트릭이 없습니다.</translation>
  </message>
  <message>
   <source>No node could be rehearsed</source>
   <translation>예행할 수 있는 노드가 없습니다</translation>
  </message>
  <message>
   <source>No node exists</source>
   <translation>노드 없음</translation>
  </message>
  <message>
   <source>No node is offered</source>
   <translation>제안된 노드가 없습니다</translation>
  </message>
  <message>
   <source>No node is to be seen.</source>
   <translation>보이는 노드가 없습니다.</translation>
  </message>
  <message>
   <source>No node matches</source>
   <translation>일치하는 노드 없음</translation>
  </message>
  <message>
   <source>No node of it exists, so what devices one would have is not known.</source>
   <translation>아직 노드가 없어서 새 노드에 어떤 장치가 있을지 알 수 없습니다.</translation>
  </message>
  <message>
   <source>No node or device is called so</source>
   <translation>이런 이름의 노드나 장치 없음</translation>
  </message>
  <message>
   <source>No node takes it now</source>
   <translation>지금 받을 노드가 없습니다</translation>
  </message>
  <message>
   <source>No nodes and no ResourceSlices</source>
   <translation>노드도 ResourceSlice도 없음</translation>
  </message>
  <message>
   <source>No object names a driver's pod</source>
   <translation>드라이버의 파드를 가리키는 오브젝트는 없습니다</translation>
  </message>
  <message>
   <source>No outlier in this time</source>
   <translation>이 시간에 이상치 없음</translation>
  </message>
  <message>
   <source>No picture: words and tables only.</source>
   <translation>그림 없음: 글과 표만 넣습니다.</translation>
  </message>
  <message>
   <source>No plan of this choice</source>
   <translation>이 조건의 계획 없음</translation>
  </message>
  <message>
   <source>No plan yet</source>
   <translation>아직 계획 없음</translation>
  </message>
  <message>
   <source>No pod</source>
   <translation>파드 없음</translation>
  </message>
  <message>
   <source>No pod asks for claims</source>
   <translation>클레임을 요청하는 파드 없음</translation>
  </message>
  <message>
   <source>No pod matches</source>
   <translation>일치하는 파드 없음</translation>
  </message>
  <message>
   <source>No pod template names a claim, and no pod with claims is seen. The lists are complete.</source>
   <translation>클레임을 지정하는 파드 템플릿도, 클레임 있는 파드도 없습니다. 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>No pod uses it: the actions of the claim (X) release it.</source>
   <translation>사용하는 파드가 없습니다: 클레임의 작업(X)으로 해제합니다.</translation>
  </message>
  <message>
   <source>No pod uses what would be tainted</source>
   <translation>테인트될 장치를 쓰는 파드 없음</translation>
  </message>
  <message>
   <source>No quota limits claims or devices</source>
   <translation>클레임이나 장치를 제한하는 쿼터 없음</translation>
  </message>
  <message>
   <source>No quota speaks of its claims</source>
   <translation>클레임에 대한 쿼터 없음</translation>
  </message>
  <message>
   <source>No rehearsal is clean</source>
   <translation>문제없는 예행이 없습니다</translation>
  </message>
  <message>
   <source>No resource slice is published</source>
   <translation>게시된 리소스 슬라이스 없음</translation>
  </message>
  <message>
   <source>No resource slice matches</source>
   <translation>일치하는 리소스 슬라이스 없음</translation>
  </message>
  <message>
   <source>No rows</source>
   <translation>행 없음</translation>
  </message>
  <message>
   <source>No samples: that is unknown, not 0 %.</source>
   <translation>샘플 없음: 0 %가 아니라 알 수 없는 값입니다.</translation>
  </message>
  <message>
   <source>No series answers this query</source>
   <translation>이 쿼리에 답하는 시계열 없음</translation>
  </message>
  <message>
   <source>No server was asked: %1.</source>
   <translation>서버에 묻지 않음: %1.</translation>
  </message>
  <message>
   <source>No server was asked: this is a picture.</source>
   <translation>그림이므로 서버에 묻지 않았습니다.</translation>
  </message>
  <message>
   <source>No single change was found that makes it fit. The evidence says what holds it.</source>
   <translation>하나만 바꿔서 들어맞게 하는 방법이 없습니다. 무엇이 막는지는 근거에 있습니다.</translation>
  </message>
  <message>
   <source>No such node</source>
   <translation>그런 노드 없음</translation>
  </message>
  <message>
   <source>No taint rule exists</source>
   <translation>테인트 규칙 없음</translation>
  </message>
  <message>
   <source>No taint rule matches</source>
   <translation>일치하는 테인트 규칙 없음</translation>
  </message>
  <message>
   <source>No view is saved. Ctrl+S keeps one; an address of a view can be sent to others (Ctrl+Shift+C).</source>
   <translation>저장한 보기가 없습니다. Ctrl+S로 저장하고, 보기의 주소를 다른 사람에게 보낼 수 있습니다(Ctrl+Shift+C).</translation>
  </message>
  <message>
   <source>No waiting claim would fit on it.</source>
   <translation>대기 중인 클레임 중 들어갈 것이 없습니다.</translation>
  </message>
  <message>
   <source>No workflow</source>
   <translation>워크플로 없음</translation>
  </message>
  <message>
   <source>No workflow is part of this build.</source>
   <translation>이 빌드에 워크플로가 없습니다.</translation>
  </message>
  <message>
   <source>No workflow looks at %1. Choose one by what you see.</source>
   <translation>%1 대상의 워크플로가 없습니다. 보이는 증상으로 고르세요.</translation>
  </message>
  <message>
   <source>No workload asks a device plugin for devices</source>
   <translation>장치 플러그인에 장치를 요청하는 워크로드가 없습니다</translation>
  </message>
  <message>
   <source>No workload asks for claims</source>
   <translation>클레임을 요청하는 워크로드 없음</translation>
  </message>
  <message>
   <source>No workload is like that</source>
   <translation>해당하는 워크로드가 없습니다</translation>
  </message>
  <message>
   <source>No workload matches</source>
   <translation>일치하는 워크로드 없음</translation>
  </message>
  <message>
   <source>Nobody has deleted it</source>
   <translation>아무도 지우지 않았습니다</translation>
  </message>
  <message>
   <source>Nobody has to leave.</source>
   <translation>떠나야 할 파드가 없습니다.</translation>
  </message>
  <message>
   <source>Nobody is known to own it.</source>
   <translation>소유자가 알려져 있지 않습니다.</translation>
  </message>
  <message>
   <source>Node</source>
   <translation>노드</translation>
  </message>
  <message>
   <source>Node %1, %2</source>
   <translation>노드 %1, %2</translation>
  </message>
  <message>
   <source>Node group</source>
   <translation>노드 그룹</translation>
  </message>
  <message>
   <source>Node pool</source>
   <translation>노드 풀</translation>
  </message>
  <message>
   <source>Nodes</source>
   <translation>노드</translation>
  </message>
  <message>
   <source>Nodes are hidden: only those that slices name are drawn.</source>
   <translation>노드가 숨겨져 슬라이스에 나오는 것만 그립니다.</translation>
  </message>
  <message>
   <source>Nodes are hidden; a ResourceSlice names this one.</source>
   <translation>노드는 숨겨져 있고 ResourceSlice에 이 이름이 나옵니다.</translation>
  </message>
  <message>
   <source>Nodes are known only by the devices they have.</source>
   <translation>노드는 가진 장치로만 알 수 있습니다.</translation>
  </message>
  <message>
   <source>Nodes by reason</source>
   <translation>이유별 노드</translation>
  </message>
  <message>
   <source>Nodes have no &quot;%1&quot;.</source>
   <translation>노드에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>Nodes serve either the device plugin or the DRA driver, never both.</source>
   <translation>노드는 장치 플러그인과 DRA 드라이버 중 하나만 제공해야 합니다.</translation>
  </message>
  <message>
   <source>Nodes that could be drained</source>
   <translation>드레인할 수 있는 노드</translation>
  </message>
  <message>
   <source>Nodes that publish such devices</source>
   <translation>해당 장치를 게시하는 노드</translation>
  </message>
  <message>
   <source>Nodes that slices name are shown; their readiness, taints and resources are unknown.</source>
   <translation>슬라이스에 나오는 노드를 보여 줍니다. 준비 상태, 테인트, 리소스는 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Nodes that take a pod</source>
   <translation>파드를 받는 노드</translation>
  </message>
  <message>
   <source>Nodes where it fits now</source>
   <translation>지금 들어맞는 노드</translation>
  </message>
  <message>
   <source>Nodes, pods and claims have to be readable.</source>
   <translation>노드, 파드, 클레임을 읽을 수 있어야 합니다.</translation>
  </message>
  <message>
   <source>None</source>
   <translation>없음</translation>
  </message>
  <message>
   <source>None is chosen</source>
   <translation>선택 없음</translation>
  </message>
  <message>
   <source>None is remembered. One runs only after you allowed it.</source>
   <translation>기억한 것이 없습니다. 허용한 뒤에만 실행됩니다.</translation>
  </message>
  <message>
   <source>Normal</source>
   <translation>정상</translation>
  </message>
  <message>
   <source>Not PromQL: %1</source>
   <translation>PromQL이 아님: %1</translation>
  </message>
  <message>
   <source>Not asked for</source>
   <translation>요청 없음</translation>
  </message>
  <message>
   <source>Not before %1 other pods of %2 are Ready</source>
   <translation>%2의 다른 파드 %1개가 Ready일 때까지 기다림</translation>
  </message>
  <message>
   <source>Not bound to one node</source>
   <translation>한 노드에 묶이지 않음</translation>
  </message>
  <message>
   <source>Not checked: %1</source>
   <translation>검사 안 함: %1</translation>
  </message>
  <message>
   <source>Not counted yet: pods that wait for their claim, replicas to come.</source>
   <translation>아직 세지 않음: 클레임을 기다리는 파드와 앞으로 생길 레플리카.</translation>
  </message>
  <message>
   <source>Not drawn here</source>
   <translation>여기에는 그리지 않음</translation>
  </message>
  <message>
   <source>Not everything can be seen from here: the number allows the controller's, and others too.</source>
   <translation>여기서 모두 볼 수는 없습니다. 컨트롤러의 수도, 다른 수도 가능합니다.</translation>
  </message>
  <message>
   <source>Not in this view: deleted, filtered by RBAC, or not loaded yet.</source>
   <translation>이 화면에 없음: 삭제되었거나, RBAC로 가려졌거나, 아직 불러오지 않음.</translation>
  </message>
  <message>
   <source>Not known yet what to ask for.</source>
   <translation>무엇을 요청할지 아직 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Not known: %1</source>
   <translation>알 수 없음: %1</translation>
  </message>
  <message>
   <source>Not made</source>
   <translation>만들지 못함</translation>
  </message>
  <message>
   <source>Not needed</source>
   <translation>필요 없음</translation>
  </message>
  <message>
   <source>Not needed: an earlier term has refused these devices.</source>
   <translation>볼 필요 없음: 앞의 항이 이미 이 장치들을 거부했습니다.</translation>
  </message>
  <message>
   <source>Not ready</source>
   <translation>Ready 아님</translation>
  </message>
  <message>
   <source>Not ready, cordoned</source>
   <translation>Ready 아님, 스케줄링 차단됨</translation>
  </message>
  <message>
   <source>Not reported</source>
   <translation>보고 없음</translation>
  </message>
  <message>
   <source>Not scheduled</source>
   <translation>스케줄링 안 됨</translation>
  </message>
  <message>
   <source>Not seen</source>
   <translation>보이지 않음</translation>
  </message>
  <message>
   <source>Not seen: deleted, hidden or not loaded yet. Its pods name it.</source>
   <translation>보이지 않습니다. 삭제되었거나 숨겨졌거나 아직 로드되지 않았습니다. 파드가 이 이름을 가리킵니다.</translation>
  </message>
  <message>
   <source>Not sent</source>
   <translation>보내지 않음</translation>
  </message>
  <message>
   <source>Not simulated: more may be needed.</source>
   <translation>시뮬레이션 안 함: 더 필요할 수 있습니다.</translation>
  </message>
  <message>
   <source>Not used</source>
   <translation>미사용</translation>
  </message>
  <message>
   <source>Not watched at %1</source>
   <translation>%1에는 감시하지 않음</translation>
  </message>
  <message>
   <source>Not well, by %1 of 4</source>
   <translation>비정상, 4개 중 %1개 기준</translation>
  </message>
  <message>
   <source>NotReady</source>
   <translation>NotReady</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>비고</translation>
  </message>
  <message>
   <source>Nothing arrives now</source>
   <translation>지금은 아무것도 오지 않습니다</translation>
  </message>
  <message>
   <source>Nothing can be asked</source>
   <translation>물을 수 없음</translation>
  </message>
  <message>
   <source>Nothing can be changed until the context's name is typed (Shift+A)</source>
   <translation>컨텍스트 이름을 입력하기 전에는 아무것도 바꿀 수 없습니다(Shift+A)</translation>
  </message>
  <message>
   <source>Nothing changed between A and B</source>
   <translation>A와 B 사이에 바뀐 것 없음</translation>
  </message>
  <message>
   <source>Nothing else is touched</source>
   <translation>다른 것은 건드리지 않음</translation>
  </message>
  <message>
   <source>Nothing failed for it</source>
   <translation>이 오브젝트에는 실패가 없습니다</translation>
  </message>
  <message>
   <source>Nothing has run yet</source>
   <translation>아직 실행한 것이 없음</translation>
  </message>
  <message>
   <source>Nothing here opens web pages. The documentation is %1</source>
   <translation>여기에는 웹 페이지를 여는 프로그램이 없습니다. 문서 위치: %1</translation>
  </message>
  <message>
   <source>Nothing in namespace %1.</source>
   <translation>네임스페이스 %1에 없습니다.</translation>
  </message>
  <message>
   <source>Nothing in the cluster says why any more.</source>
   <translation>이유를 알려 주는 것이 클러스터에 남아 있지 않습니다.</translation>
  </message>
  <message>
   <source>Nothing in the objects dates allocation: only what the watch saw is counted.</source>
   <translation>오브젝트에 할당 시각이 없어 watch로 본 것만 셉니다.</translation>
  </message>
  <message>
   <source>Nothing is changed before Execute.</source>
   <translation>실행하기 전에는 아무것도 바뀌지 않습니다.</translation>
  </message>
  <message>
   <source>Nothing is changed.</source>
   <translation>아무것도 바뀌지 않습니다.</translation>
  </message>
  <message>
   <source>Nothing is chosen</source>
   <translation>선택 없음</translation>
  </message>
  <message>
   <source>Nothing is chosen to be explained</source>
   <translation>설명할 대상을 고르지 않았습니다</translation>
  </message>
  <message>
   <source>Nothing is found. A workflow can be run all the same.</source>
   <translation>발견 사항이 없습니다. 그래도 워크플로를 실행할 수 있습니다.</translation>
  </message>
  <message>
   <source>Nothing is held in advance</source>
   <translation>미리 확보한 것이 없습니다</translation>
  </message>
  <message>
   <source>Nothing is known yet.</source>
   <translation>아직 알려진 것이 없습니다.</translation>
  </message>
  <message>
   <source>Nothing is lost here.</source>
   <translation>여기서 빠진 장치가 없습니다.</translation>
  </message>
  <message>
   <source>Nothing is missing for reading. Select a row to see the role it needs.</source>
   <translation>읽는 데 부족한 권한이 없습니다. 행을 고르면 필요한 역할을 보여 줍니다.</translation>
  </message>
  <message>
   <source>Nothing is named like this</source>
   <translation>이런 이름이 없습니다</translation>
  </message>
  <message>
   <source>Nothing is named like this yet: the cluster is still being read</source>
   <translation>이런 이름이 아직 없습니다. 클러스터를 아직 읽는 중입니다</translation>
  </message>
  <message>
   <source>Nothing is run; the context stays closed</source>
   <translation>아무것도 실행하지 않으며 컨텍스트는 닫힌 채 남습니다</translation>
  </message>
  <message>
   <source>Nothing is saved.</source>
   <translation>저장하지 않았습니다.</translation>
  </message>
  <message>
   <source>Nothing is selected</source>
   <translation>선택 없음</translation>
  </message>
  <message>
   <source>Nothing is to be moved.</source>
   <translation>이전할 것이 없습니다.</translation>
  </message>
  <message>
   <source>Nothing is wrong</source>
   <translation>문제가 없습니다</translation>
  </message>
  <message>
   <source>Nothing more is told of %1.</source>
   <translation>%1 알림을 껐습니다.</translation>
  </message>
  <message>
   <source>Nothing of classic DRA could be read</source>
   <translation>클래식 DRA의 어떤 것도 읽을 수 없었습니다</translation>
  </message>
  <message>
   <source>Nothing of this cluster is loaded yet.</source>
   <translation>아직 이 클러스터를 불러오지 않았습니다.</translation>
  </message>
  <message>
   <source>Nothing of this sort is known here.</source>
   <translation>이런 것은 알려진 것이 없습니다.</translation>
  </message>
  <message>
   <source>Nothing recorded yet</source>
   <translation>아직 기록 없음</translation>
  </message>
  <message>
   <source>Nothing runs before you allow it. Other contexts go on meanwhile.</source>
   <translation>허용하기 전에는 아무것도 실행되지 않습니다. 다른 컨텍스트는 그동안 계속됩니다.</translation>
  </message>
  <message>
   <source>Nothing runs.</source>
   <translation>실행 중인 계획이 없습니다.</translation>
  </message>
  <message>
   <source>Nothing stands open</source>
   <translation>열려 있는 것이 없음</translation>
  </message>
  <message>
   <source>Nothing tells when it happened</source>
   <translation>언제 일어났는지 알 수 없음</translation>
  </message>
  <message>
   <source>Nothing to choose</source>
   <translation>고를 것 없음</translation>
  </message>
  <message>
   <source>Nothing to map</source>
   <translation>매핑할 것 없음</translation>
  </message>
  <message>
   <source>Nothing to map yet</source>
   <translation>아직 매핑할 것 없음</translation>
  </message>
  <message>
   <source>Nothing to modernise yet</source>
   <translation>아직 현대화할 것이 없습니다</translation>
  </message>
  <message>
   <source>Nothing was carried out from this computer yet.</source>
   <translation>이 컴퓨터에서 실행한 것이 아직 없습니다.</translation>
  </message>
  <message>
   <source>Nothing was told yet. Claims and pods that you watch, and critical findings that appear, stand here.</source>
   <translation>아직 알린 것이 없습니다. 지켜보는 클레임과 파드, 새로 나타난 심각한 발견 사항이 여기에 나옵니다.</translation>
  </message>
  <message>
   <source>Nothing was watched: times come from the objects' own fields, to the second.</source>
   <translation>감시한 것이 없어 오브젝트에 적힌 초 단위 시각을 씁니다.</translation>
  </message>
  <message>
   <source>Notice</source>
   <translation>알림</translation>
  </message>
  <message>
   <source>Notifications</source>
   <translation>알림</translation>
  </message>
  <message>
   <source>Notifications: %1 not looked at</source>
   <translation>알림: 보지 않은 것 %1개</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>현재</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>항목</translation>
  </message>
  <message>
   <source>OPTIONS</source>
   <translation>옵션</translation>
  </message>
  <message>
   <source>Object</source>
   <translation>오브젝트</translation>
  </message>
  <message>
   <source>Objective</source>
   <translation>목표</translation>
  </message>
  <message>
   <source>Objective %1</source>
   <translation>목표 %1</translation>
  </message>
  <message>
   <source>Objects</source>
   <translation>오브젝트</translation>
  </message>
  <message>
   <source>Objects of this kind are not watched.</source>
   <translation>이 종류의 오브젝트는 감시하지 않습니다.</translation>
  </message>
  <message>
   <source>Objects of this kind are not watched. Its pods name it.</source>
   <translation>이 종류의 오브젝트는 감시하지 않습니다. 파드가 이 이름을 가리킵니다.</translation>
  </message>
  <message>
   <source>Objects, pages, commands, findings</source>
   <translation>오브젝트, 페이지, 명령, 발견 사항</translation>
  </message>
  <message>
   <source>Of %1, how much is allocated and idle is unknown.</source>
   <translation>%1 중 할당되었으나 유휴인 것이 얼마인지 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Of an old pool generation</source>
   <translation>이전 풀 세대</translation>
  </message>
  <message>
   <source>Of the workload</source>
   <translation>워크로드 정보</translation>
  </message>
  <message>
   <source>Of the workload and %1 of its pods with claims.</source>
   <translation>이 워크로드와 클레임 있는 파드 중 %1개의 이벤트입니다.</translation>
  </message>
  <message>
   <source>Of what is used: claims that have no devices yet.</source>
   <translation>사용량 중 아직 장치가 없는 클레임.</translation>
  </message>
  <message>
   <source>Off-peak</source>
   <translation>비혼잡 시간</translation>
  </message>
  <message>
   <source>Old</source>
   <translation>이전</translation>
  </message>
  <message>
   <source>Old DRA manifests for a server of today</source>
   <translation>예전 DRA 매니페스트를 지금의 서버에 맞게</translation>
  </message>
  <message>
   <source>Old generation</source>
   <translation>이전 세대</translation>
  </message>
  <message>
   <source>Old slices</source>
   <translation>이전 슬라이스</translation>
  </message>
  <message>
   <source>On %1 both the device plugin and claims are served: a device there may be handed out twice.</source>
   <translation>%1에서 장치 플러그인과 클레임이 함께 제공됩니다. 장치가 두 번 할당될 수 있습니다.</translation>
  </message>
  <message>
   <source>On nodes that are handed over</source>
   <translation>이관된 노드에서</translation>
  </message>
  <message>
   <source>On the clipboard: %1</source>
   <translation>클립보드에 복사됨: %1</translation>
  </message>
  <message>
   <source>On to the next change</source>
   <translation>다음 변경으로</translation>
  </message>
  <message>
   <source>On to the next change (.)</source>
   <translation>다음 변경으로 (.)</translation>
  </message>
  <message>
   <source>On to where a finding began</source>
   <translation>다음 발견 사항이 시작된 곳으로</translation>
  </message>
  <message>
   <source>One file; pictures of the pages as they are now are in it.</source>
   <translation>파일 하나에 지금 페이지의 그림까지 넣습니다.</translation>
  </message>
  <message>
   <source>One more</source>
   <translation>추가 노드</translation>
  </message>
  <message>
   <source>One more node</source>
   <translation>노드 하나 추가</translation>
  </message>
  <message>
   <source>One side only.</source>
   <translation>한쪽에만 있음.</translation>
  </message>
  <message>
   <source>Only devices that claims name are shown.</source>
   <translation>클레임에 나오는 장치만 보여 줍니다.</translation>
  </message>
  <message>
   <source>Only pods that name the claim get it: all replicas share it, and templates cannot use it</source>
   <translation>클레임 이름을 적은 파드만 씁니다. 모든 복제본이 공유하며 템플릿은 쓸 수 없습니다</translation>
  </message>
  <message>
   <source>Only tell</source>
   <translation>알리기만</translation>
  </message>
  <message>
   <source>Only the driver knows the devices.</source>
   <translation>장치는 드라이버만 압니다.</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>열기</translation>
  </message>
  <message>
   <source>Open %1</source>
   <translation>%1 열기</translation>
  </message>
  <message>
   <source>Open a Grafana dashboard</source>
   <translation>Grafana 대시보드 열기</translation>
  </message>
  <message>
   <source>Open a saved plan</source>
   <translation>저장한 계획 열기</translation>
  </message>
  <message>
   <source>Open an address</source>
   <translation>주소 열기</translation>
  </message>
  <message>
   <source>Open another cluster</source>
   <translation>다른 클러스터 열기</translation>
  </message>
  <message>
   <source>Open cluster %1</source>
   <translation>클러스터 %1 열기</translation>
  </message>
  <message>
   <source>Open dashboard</source>
   <translation>대시보드 열기</translation>
  </message>
  <message>
   <source>Open file</source>
   <translation>파일 열기</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>폴더 열기</translation>
  </message>
  <message>
   <source>Open full log</source>
   <translation>전체 로그 열기</translation>
  </message>
  <message>
   <source>Open in Modernise</source>
   <translation>현대화에서 열기</translation>
  </message>
  <message>
   <source>Open manifests</source>
   <translation>매니페스트 열기</translation>
  </message>
  <message>
   <source>Open manifests…</source>
   <translation>매니페스트 열기…</translation>
  </message>
  <message>
   <source>Open plan</source>
   <translation>계획 열기</translation>
  </message>
  <message>
   <source>Open plan…</source>
   <translation>계획 열기…</translation>
  </message>
  <message>
   <source>Open this address</source>
   <translation>이 주소 열기</translation>
  </message>
  <message>
   <source>Opened beside</source>
   <translation>옆에 열림</translation>
  </message>
  <message>
   <source>Other objects</source>
   <translation>그 밖의 오브젝트</translation>
  </message>
  <message>
   <source>Other pods of the node</source>
   <translation>노드의 다른 파드</translation>
  </message>
  <message>
   <source>Out</source>
   <translation>사용 불능</translation>
  </message>
  <message>
   <source>Outliers</source>
   <translation>이상치</translation>
  </message>
  <message>
   <source>Overview</source>
   <translation>개요</translation>
  </message>
  <message>
   <source>Own prices</source>
   <translation>자체 가격</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>소유자</translation>
  </message>
  <message>
   <source>Owners</source>
   <translation>소유자</translation>
  </message>
  <message>
   <source>PAUSED</source>
   <translation>일시 정지</translation>
  </message>
  <message>
   <source>POD</source>
   <translation>파드</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>페이지</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>페이지</translation>
  </message>
  <message>
   <source>Pan, zoom and fit the topology and the Gantt chart</source>
   <translation>토폴로지와 간트 차트 이동, 확대·축소, 전체 보기</translation>
  </message>
  <message>
   <source>Panels of a Grafana dashboard, with what is wrong with their queries</source>
   <translation>Grafana 대시보드의 패널과 쿼리의 문제</translation>
  </message>
  <message>
   <source>Parallelism</source>
   <translation>병렬 수</translation>
  </message>
  <message>
   <source>Parameters</source>
   <translation>매개변수</translation>
  </message>
  <message>
   <source>Partitions</source>
   <translation>파티션</translation>
  </message>
  <message>
   <source>Paste manifests here, drop a file, or open one: YAML, JSON, or a Markdown guide</source>
   <translation>매니페스트를 여기에 붙여 넣거나 파일을 끌어 놓거나 여십시오: YAML, JSON 또는 Markdown 가이드</translation>
  </message>
  <message>
   <source>Paste, drop or open manifests: each change is explained, and what has no equivalent is named</source>
   <translation>매니페스트를 붙여 넣거나 끌어 놓거나 여십시오. 변경마다 이유를 설명하고, 대응하는 것이 없으면 이름을 밝힙니다</translation>
  </message>
  <message>
   <source>Patched</source>
   <translation>패치됨</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>일시 정지</translation>
  </message>
  <message>
   <source>Pause (%1)</source>
   <translation>일시 정지 (%1)</translation>
  </message>
  <message>
   <source>Pause (L)</source>
   <translation>일시 정지 (L)</translation>
  </message>
  <message>
   <source>Pause, go live</source>
   <translation>일시 정지, 실시간</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>일시 정지됨</translation>
  </message>
  <message>
   <source>Pending</source>
   <translation>대기</translation>
  </message>
  <message>
   <source>Pending %1</source>
   <translation>대기 %1</translation>
  </message>
  <message>
   <source>Pending claims</source>
   <translation>대기 중인 클레임</translation>
  </message>
  <message>
   <source>Percentile</source>
   <translation>백분위</translation>
  </message>
  <message>
   <source>Percentiles</source>
   <translation>백분위</translation>
  </message>
  <message>
   <source>Percentiles over time</source>
   <translation>시간별 백분위</translation>
  </message>
  <message>
   <source>Permissions</source>
   <translation>권한</translation>
  </message>
  <message>
   <source>Permissions by kind</source>
   <translation>종류별 권한</translation>
  </message>
  <message>
   <source>Phase</source>
   <translation>단계</translation>
  </message>
  <message>
   <source>Phases</source>
   <translation>단계</translation>
  </message>
  <message>
   <source>Picture, PNG</source>
   <translation>그림, PNG</translation>
  </message>
  <message>
   <source>Picture, SVG</source>
   <translation>그림, SVG</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>그림</translation>
  </message>
  <message>
   <source>Pictures are PNG files beside the report; a copied report has none.</source>
   <translation>그림은 보고서 옆의 PNG 파일이며, 복사한 보고서에는 없습니다.</translation>
  </message>
  <message>
   <source>Pictures show names, so there are none. Products, drivers and attributes keep their names.</source>
   <translation>그림에는 이름이 보이므로 넣지 않습니다. 제품, 드라이버, 속성은 이름을 유지합니다.</translation>
  </message>
  <message>
   <source>Pin</source>
   <translation>고정</translation>
  </message>
  <message>
   <source>Pinned to</source>
   <translation>고정 노드</translation>
  </message>
  <message>
   <source>Pins the claim to one node, and uses a pod's place and a little CPU and memory there</source>
   <translation>클레임이 노드 하나에 고정되고, 거기서 파드 자리와 약간의 CPU와 메모리를 씁니다</translation>
  </message>
  <message>
   <source>Plan</source>
   <translation>계획</translation>
  </message>
  <message>
   <source>Plan %1 written</source>
   <translation>계획 %1 기록됨</translation>
  </message>
  <message>
   <source>Plan drain</source>
   <translation>드레인 계획</translation>
  </message>
  <message>
   <source>Plan next %1</source>
   <translation>다음 %1개 계획</translation>
  </message>
  <message>
   <source>Plan that fixes it</source>
   <translation>해결하는 계획</translation>
  </message>
  <message>
   <source>Planned</source>
   <translation>계획됨</translation>
  </message>
  <message>
   <source>Plans</source>
   <translation>계획</translation>
  </message>
  <message>
   <source>Plans (*.json);;All files (*)</source>
   <translation>계획 (*.json);;모든 파일 (*)</translation>
  </message>
  <message>
   <source>Plans are rehearsed first, confirmed by a person, and written to the journal.</source>
   <translation>계획은 먼저 예행하고, 사람이 확인한 뒤 실행하며, 저널에 기록합니다.</translation>
  </message>
  <message>
   <source>Plans that fix it</source>
   <translation>해결하는 계획</translation>
  </message>
  <message>
   <source>Pod</source>
   <translation>파드</translation>
  </message>
  <message>
   <source>Pod %1 is taken for %2</source>
   <translation>파드 %1을(를) %2의 파드로 봅니다</translation>
  </message>
  <message>
   <source>Pod of driver %1 on this node, %2</source>
   <translation>이 노드의 드라이버 %1 파드, %2</translation>
  </message>
  <message>
   <source>Pod status</source>
   <translation>파드 상태</translation>
  </message>
  <message>
   <source>PodReadyToStartContainers</source>
   <translation>PodReadyToStartContainers</translation>
  </message>
  <message>
   <source>PodScheduled</source>
   <translation>PodScheduled</translation>
  </message>
  <message>
   <source>Pods</source>
   <translation>파드</translation>
  </message>
  <message>
   <source>Pods are hidden: stages after allocation are unknown.</source>
   <translation>파드를 볼 수 없어 할당 뒤의 단계는 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Pods are hidden: whether drivers run is not known.</source>
   <translation>파드가 숨겨져 드라이버가 실행 중인지 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Pods are not known.</source>
   <translation>파드를 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Pods evicted</source>
   <translation>축출될 파드</translation>
  </message>
  <message>
   <source>Pods have no &quot;%1&quot;.</source>
   <translation>파드에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>Pods hit</source>
   <translation>영향받는 파드</translation>
  </message>
  <message>
   <source>Pods of both counts</source>
   <translation>양쪽이 센 파드</translation>
  </message>
  <message>
   <source>Pods that use them</source>
   <translation>사용하는 파드</translation>
  </message>
  <message>
   <source>Pods that wait today</source>
   <translation>오늘 대기 중인 파드</translation>
  </message>
  <message>
   <source>Pods that wait today would start</source>
   <translation>오늘 대기 중인 파드가 시작됨</translation>
  </message>
  <message>
   <source>Pods that would be placed</source>
   <translation>배치될 파드</translation>
  </message>
  <message>
   <source>Pods whose claim was not created from it.</source>
   <translation>이 템플릿에서 클레임이 생성되지 않은 파드.</translation>
  </message>
  <message>
   <source>Pods with claims</source>
   <translation>클레임 있는 파드</translation>
  </message>
  <message>
   <source>Policies</source>
   <translation>정책</translation>
  </message>
  <message>
   <source>Pool</source>
   <translation>풀</translation>
  </message>
  <message>
   <source>Pool incomplete</source>
   <translation>불완전한 풀</translation>
  </message>
  <message>
   <source>Pool invalid</source>
   <translation>잘못된 풀</translation>
  </message>
  <message>
   <source>Pool is</source>
   <translation>풀 상태</translation>
  </message>
  <message>
   <source>Pools</source>
   <translation>노드 풀</translation>
  </message>
  <message>
   <source>Posture</source>
   <translation>보안 태세</translation>
  </message>
  <message>
   <source>Power</source>
   <translation>전력</translation>
  </message>
  <message>
   <source>Preallocate</source>
   <translation>사전 할당</translation>
  </message>
  <message>
   <source>Prepare is at most: it includes volumes, sandbox and network.</source>
   <translation>준비 시간은 최댓값: 볼륨, 샌드박스, 네트워크를 포함합니다.</translation>
  </message>
  <message>
   <source>Press one key, with Ctrl, Alt or Shift as you like.</source>
   <translation>키 하나를 누르세요. Ctrl, Alt, Shift는 원하는 대로 함께 누릅니다.</translation>
  </message>
  <message>
   <source>Press the new keys. Esc leaves them as they are, Backspace takes them away.</source>
   <translation>새 키를 누르세요. Esc는 그대로 두고 Backspace는 없앱니다.</translation>
  </message>
  <message>
   <source>Press the new keys…</source>
   <translation>새 키를 누르세요…</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>미리 보기</translation>
  </message>
  <message>
   <source>Previous container</source>
   <translation>이전 컨테이너</translation>
  </message>
  <message>
   <source>Previous finding, pending claim</source>
   <translation>이전 발견 사항, 대기 클레임</translation>
  </message>
  <message>
   <source>Previous match (Shift+Enter)</source>
   <translation>이전 일치 (Shift+Enter)</translation>
  </message>
  <message>
   <source>Previous pending claim ([)</source>
   <translation>이전 대기 클레임 ([)</translation>
  </message>
  <message>
   <source>Previous region</source>
   <translation>이전 영역</translation>
  </message>
  <message>
   <source>Prices</source>
   <translation>가격</translation>
  </message>
  <message>
   <source>Prices are edited in Settings</source>
   <translation>가격은 설정에서 편집합니다</translation>
  </message>
  <message>
   <source>Prices: list</source>
   <translation>가격: 목록</translation>
  </message>
  <message>
   <source>Prices: own</source>
   <translation>가격: 자체</translation>
  </message>
  <message>
   <source>Priority</source>
   <translation>우선순위</translation>
  </message>
  <message>
   <source>Product</source>
   <translation>제품</translation>
  </message>
  <message>
   <source>Profiles</source>
   <translation>프로파일</translation>
  </message>
  <message>
   <source>Program</source>
   <translation>프로그램</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>진행</translation>
  </message>
  <message>
   <source>Prometheus</source>
   <translation>Prometheus</translation>
  </message>
  <message>
   <source>Prometheus cannot answer: %1</source>
   <translation>Prometheus가 답할 수 없습니다: %1</translation>
  </message>
  <message>
   <source>Prometheus does not answer</source>
   <translation>Prometheus가 응답하지 않음</translation>
  </message>
  <message>
   <source>Prometheus does not answer any more; what is known is from %1</source>
   <translation>Prometheus가 더는 응답하지 않습니다. %1에 알던 것입니다</translation>
  </message>
  <message>
   <source>Prometheus has neither kubelet's prepare times nor the scheduler's.</source>
   <translation>Prometheus에 kubelet 준비 시간도 스케줄러 시간도 없습니다.</translation>
  </message>
  <message>
   <source>Prometheus has no series of %1</source>
   <translation>Prometheus에 %1의 시계열이 없습니다</translation>
  </message>
  <message>
   <source>Prometheus has not been asked yet</source>
   <translation>Prometheus에 아직 묻지 않았습니다</translation>
  </message>
  <message>
   <source>Prometheus is being looked for</source>
   <translation>Prometheus를 찾는 중</translation>
  </message>
  <message>
   <source>Prometheus refuses us</source>
   <translation>Prometheus가 거부합니다</translation>
  </message>
  <message>
   <source>Proven</source>
   <translation>입증됨</translation>
  </message>
  <message>
   <source>Proven: %1</source>
   <translation>입증됨: %1</translation>
  </message>
  <message>
   <source>Published</source>
   <translation>게시됨</translation>
  </message>
  <message>
   <source>Published as empty text.</source>
   <translation>빈 문자열로 게시됨.</translation>
  </message>
  <message>
   <source>Published devices that its selectors match</source>
   <translation>셀렉터에 맞는 게시된 장치</translation>
  </message>
  <message>
   <source>Purpose</source>
   <translation>용도</translation>
  </message>
  <message>
   <source>Put it back</source>
   <translation>되돌리기</translation>
  </message>
  <message>
   <source>Queries</source>
   <translation>쿼리</translation>
  </message>
  <message>
   <source>Queries and what is said of them</source>
   <translation>쿼리와 그에 대한 설명</translation>
  </message>
  <message>
   <source>Queries of the panel</source>
   <translation>패널의 쿼리</translation>
  </message>
  <message>
   <source>Query</source>
   <translation>쿼리</translation>
  </message>
  <message>
   <source>Queued</source>
   <translation>대기열</translation>
  </message>
  <message>
   <source>Quota</source>
   <translation>쿼터</translation>
  </message>
  <message>
   <source>Quota %1: %2 of %3 %4, this adds %5</source>
   <translation>쿼터 %1: %4 %3 중 %2, 추가 %5</translation>
  </message>
  <message>
   <source>Quotas</source>
   <translation>쿼터</translation>
  </message>
  <message>
   <source>Quotas have no &quot;%1&quot;.</source>
   <translation>쿼터에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>RBAC, policies, leases and health are read on demand</source>
   <translation>RBAC, 정책, 리스, 상태는 필요할 때만 읽습니다</translation>
  </message>
  <message>
   <source>REPLAY</source>
   <translation>다시 보기</translation>
  </message>
  <message>
   <source>REQUEST</source>
   <translation>요청</translation>
  </message>
  <message>
   <source>REQUEST %1</source>
   <translation>요청 %1</translation>
  </message>
  <message>
   <source>Rack</source>
   <translation>랙</translation>
  </message>
  <message>
   <source>Rate</source>
   <translation>속도</translation>
  </message>
  <message>
   <source>Reaches</source>
   <translation>닿는 곳</translation>
  </message>
  <message>
   <source>Read again</source>
   <translation>다시 읽기</translation>
  </message>
  <message>
   <source>Read-only</source>
   <translation>읽기 전용</translation>
  </message>
  <message>
   <source>Read-only, not connected</source>
   <translation>읽기 전용, 연결 안 됨</translation>
  </message>
  <message>
   <source>Read-only: %1</source>
   <translation>읽기 전용: %1</translation>
  </message>
  <message>
   <source>Reading what the cluster stores…</source>
   <translation>클러스터에 저장된 것을 읽는 중…</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Ready</translation>
  </message>
  <message>
   <source>Ready not reported</source>
   <translation>Ready 보고 없음</translation>
  </message>
  <message>
   <source>Ready unknown</source>
   <translation>Ready 알 수 없음</translation>
  </message>
  <message>
   <source>Ready, cordoned</source>
   <translation>Ready, 스케줄링 차단됨</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>이유</translation>
  </message>
  <message>
   <source>Recent claims</source>
   <translation>최근 클레임</translation>
  </message>
  <message>
   <source>Reconnects</source>
   <translation>재연결</translation>
  </message>
  <message>
   <source>Recording</source>
   <translation>기록</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>거부됨</translation>
  </message>
  <message>
   <source>Refused before: %1</source>
   <translation>앞에서 거부됨: %1</translation>
  </message>
  <message>
   <source>Refused by a quota here</source>
   <translation>여기서 쿼터가 거부함</translation>
  </message>
  <message>
   <source>Rehearse</source>
   <translation>예행</translation>
  </message>
  <message>
   <source>Rehearse a drain of the selection's node</source>
   <translation>선택한 노드의 드레인 예행</translation>
  </message>
  <message>
   <source>Rehearse again</source>
   <translation>다시 예행</translation>
  </message>
  <message>
   <source>Rehearse undo</source>
   <translation>되돌리기 예행</translation>
  </message>
  <message>
   <source>Rehearsed</source>
   <translation>예행함</translation>
  </message>
  <message>
   <source>Rehearses anew with the selected node only.</source>
   <translation>선택한 노드만으로 다시 예행합니다.</translation>
  </message>
  <message>
   <source>Rehearses the drain of %1</source>
   <translation>%1의 드레인을 예행합니다</translation>
  </message>
  <message>
   <source>Rehearses the drain of %1 nodes</source>
   <translation>노드 %1개의 드레인을 예행합니다</translation>
  </message>
  <message>
   <source>Release</source>
   <translation>해제</translation>
  </message>
  <message>
   <source>Release after the last pod: p95 %1.</source>
   <translation>마지막 파드 뒤 해제까지: p95 %1.</translation>
  </message>
  <message>
   <source>Release claim</source>
   <translation>클레임 해제</translation>
  </message>
  <message>
   <source>Relists</source>
   <translation>다시 목록 조회</translation>
  </message>
  <message>
   <source>Remembered until program or arguments change; see Settings</source>
   <translation>프로그램이나 인자가 바뀔 때까지 기억합니다. 설정 참조</translation>
  </message>
  <message>
   <source>Renew</source>
   <translation>갱신</translation>
  </message>
  <message>
   <source>Renewed</source>
   <translation>갱신</translation>
  </message>
  <message>
   <source>Replace names: pod-1, ns-2</source>
   <translation>이름 바꾸기: pod-1, ns-2</translation>
  </message>
  <message>
   <source>ReplicaSets with pods</source>
   <translation>파드가 있는 ReplicaSet</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>보고서</translation>
  </message>
  <message>
   <source>Report…</source>
   <translation>보고서…</translation>
  </message>
  <message>
   <source>Request</source>
   <translation>요청</translation>
  </message>
  <message>
   <source>Requests</source>
   <translation>요청</translation>
  </message>
  <message>
   <source>Reservations</source>
   <translation>예약</translation>
  </message>
  <message>
   <source>Reserved</source>
   <translation>예약만 됨</translation>
  </message>
  <message>
   <source>Reserved for</source>
   <translation>예약한 파드</translation>
  </message>
  <message>
   <source>Reserved, not used</source>
   <translation>예약만 됨</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>초기화</translation>
  </message>
  <message>
   <source>Reset all</source>
   <translation>모두 초기화</translation>
  </message>
  <message>
   <source>Reset the keys of: %1</source>
   <translation>키 초기화: %1</translation>
  </message>
  <message>
   <source>Resource claim</source>
   <translation>리소스 클레임</translation>
  </message>
  <message>
   <source>Resource pool</source>
   <translation>리소스 풀</translation>
  </message>
  <message>
   <source>Resource quota</source>
   <translation>리소스 쿼터</translation>
  </message>
  <message>
   <source>Resource slice</source>
   <translation>리소스 슬라이스</translation>
  </message>
  <message>
   <source>Resource slices</source>
   <translation>리소스 슬라이스</translation>
  </message>
  <message>
   <source>Resource slices have no &quot;%1&quot;.</source>
   <translation>리소스 슬라이스에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>ResourceClaim</source>
   <translation>ResourceClaim</translation>
  </message>
  <message>
   <source>ResourceClaimTemplates</source>
   <translation>ResourceClaimTemplates</translation>
  </message>
  <message>
   <source>ResourceClaims</source>
   <translation>ResourceClaims</translation>
  </message>
  <message>
   <source>Restart driver</source>
   <translation>드라이버 재시작</translation>
  </message>
  <message>
   <source>Restarts</source>
   <translation>재시작</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>결과</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>재개</translation>
  </message>
  <message>
   <source>Resumed by %1</source>
   <translation>%1 재개</translation>
  </message>
  <message>
   <source>Retry</source>
   <translation>다시 시도</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>검토</translation>
  </message>
  <message>
   <source>Role to ask for</source>
   <translation>요청할 역할</translation>
  </message>
  <message>
   <source>Room for</source>
   <translation>더 들일 수</translation>
  </message>
  <message>
   <source>Rows %1 to %2 of %3</source>
   <translation>%3행 중 %1~%2</translation>
  </message>
  <message>
   <source>Ruled out</source>
   <translation>배제됨</translation>
  </message>
  <message>
   <source>Run again</source>
   <translation>다시 실행</translation>
  </message>
  <message>
   <source>Run this command to sign in?</source>
   <translation>로그인하려고 이 명령을 실행할까요?</translation>
  </message>
  <message>
   <source>Run-time errors</source>
   <translation>런타임 오류</translation>
  </message>
  <message>
   <source>Runbooks</source>
   <translation>런북</translation>
  </message>
  <message>
   <source>Runbooks that run themselves. They only read.</source>
   <translation>스스로 실행되는 런북. 읽기만 합니다.</translation>
  </message>
  <message>
   <source>Running</source>
   <translation>실행 중</translation>
  </message>
  <message>
   <source>Running and open</source>
   <translation>실행 중이거나 열린 계획</translation>
  </message>
  <message>
   <source>Running container</source>
   <translation>실행 중인 컨테이너</translation>
  </message>
  <message>
   <source>Running pods stay</source>
   <translation>실행 중인 파드는 그대로입니다</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>실행</translation>
  </message>
  <message>
   <source>Runs the checks that look at it (Shift+E)</source>
   <translation>이 대상을 보는 검사를 실행합니다 (Shift+E)</translation>
  </message>
  <message>
   <source>Same</source>
   <translation>같은 값</translation>
  </message>
  <message>
   <source>Save %1</source>
   <translation>%1 저장</translation>
  </message>
  <message>
   <source>Save as CSV…</source>
   <translation>CSV로 저장…</translation>
  </message>
  <message>
   <source>Save as JSON…</source>
   <translation>JSON으로 저장…</translation>
  </message>
  <message>
   <source>Save as Markdown…</source>
   <translation>Markdown으로 저장…</translation>
  </message>
  <message>
   <source>Save as patch</source>
   <translation>패치로 저장</translation>
  </message>
  <message>
   <source>Save plan</source>
   <translation>계획 저장</translation>
  </message>
  <message>
   <source>Save result…</source>
   <translation>결과 저장…</translation>
  </message>
  <message>
   <source>Save runbook %1</source>
   <translation>런북 %1 저장</translation>
  </message>
  <message>
   <source>Save the incident report</source>
   <translation>장애 보고서 저장</translation>
  </message>
  <message>
   <source>Save this view under a name</source>
   <translation>이 보기를 이름으로 저장</translation>
  </message>
  <message>
   <source>Save view</source>
   <translation>보기 저장</translation>
  </message>
  <message>
   <source>Saved %1</source>
   <translation>%1 저장됨</translation>
  </message>
  <message>
   <source>Saved %1 with %2 beside it</source>
   <translation>%1 저장, %2 함께 저장</translation>
  </message>
  <message>
   <source>Saved view</source>
   <translation>저장한 보기</translation>
  </message>
  <message>
   <source>Saves who had what as a table</source>
   <translation>누가 무엇을 썼는지 표로 저장합니다</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>저장…</translation>
  </message>
  <message>
   <source>Schedule</source>
   <translation>일정</translation>
  </message>
  <message>
   <source>Scheduler</source>
   <translation>스케줄러</translation>
  </message>
  <message>
   <source>Scopes</source>
   <translation>범위</translation>
  </message>
  <message>
   <source>Scrape /metrics of %1; on EKS it is %2</source>
   <translation>%1의 /metrics를 수집하세요. EKS에서는 %2입니다</translation>
  </message>
  <message>
   <source>Scrape /metrics of every kubelet, as kube-prometheus-stack does</source>
   <translation>kube-prometheus-stack처럼 모든 kubelet의 /metrics를 수집하세요</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>검색</translation>
  </message>
  <message>
   <source>Search commands</source>
   <translation>명령 검색</translation>
  </message>
  <message>
   <source>Search objects, pages, commands, findings</source>
   <translation>오브젝트, 페이지, 명령, 발견 사항 검색</translation>
  </message>
  <message>
   <source>See how Claimscope resolves it</source>
   <translation>Claimscope가 해석한 결과 보기</translation>
  </message>
  <message>
   <source>See what is missing, with the role to ask for</source>
   <translation>부족한 권한과 요청할 역할 보기</translation>
  </message>
  <message>
   <source>See whether its node selector and tolerations take this node</source>
   <translation>노드 셀렉터와 톨러레이션이 이 노드를 받는지 보세요</translation>
  </message>
  <message>
   <source>See who answers</source>
   <translation>누가 응답하는지 확인</translation>
  </message>
  <message>
   <source>Seen</source>
   <translation>관찰</translation>
  </message>
  <message>
   <source>Select</source>
   <translation>선택</translation>
  </message>
  <message>
   <source>Select a component to see what tells that it answers, and what does not happen without it.</source>
   <translation>구성 요소를 선택하면 응답의 근거와, 없을 때 일어나지 않는 일이 나옵니다.</translation>
  </message>
  <message>
   <source>Select a device, claim, pod or node first</source>
   <translation>먼저 장치, 클레임, 파드, 노드를 고르세요</translation>
  </message>
  <message>
   <source>Select a line to see its evidence, the fix and the command that shows the same.</source>
   <translation>줄을 선택하면 근거와 해결책, 같은 것을 보여 주는 명령이 나옵니다.</translation>
  </message>
  <message>
   <source>Selected</source>
   <translation>선택한 항목</translation>
  </message>
  <message>
   <source>Selection</source>
   <translation>선택</translation>
  </message>
  <message>
   <source>Selector</source>
   <translation>셀렉터</translation>
  </message>
  <message>
   <source>Selector editor</source>
   <translation>셀렉터 편집기</translation>
  </message>
  <message>
   <source>Selector of %1</source>
   <translation>%1의 셀렉터</translation>
  </message>
  <message>
   <source>Selectors</source>
   <translation>셀렉터</translation>
  </message>
  <message>
   <source>Selectors end with an error on %1 devices.</source>
   <translation>장치 %1개에서 셀렉터가 오류로 끝납니다.</translation>
  </message>
  <message>
   <source>Selects</source>
   <translation>선택 대상</translation>
  </message>
  <message>
   <source>Sent</source>
   <translation>보냄</translation>
  </message>
  <message>
   <source>Series</source>
   <translation>시계열</translation>
  </message>
  <message>
   <source>Served</source>
   <translation>제공</translation>
  </message>
  <message>
   <source>Server dry run</source>
   <translation>서버 드라이런</translation>
  </message>
  <message>
   <source>Server dry run accepts %1</source>
   <translation>서버 dry run이 %1를 수락함</translation>
  </message>
  <message>
   <source>Server dry run refuses a step</source>
   <translation>서버 dry run이 단계를 거부함</translation>
  </message>
  <message>
   <source>Server dry run: Rehearse asks for it</source>
   <translation>서버 dry run: 예행에서 요청</translation>
  </message>
  <message>
   <source>Serves</source>
   <translation>해결</translation>
  </message>
  <message>
   <source>ServiceMonitor %1: %2</source>
   <translation>ServiceMonitor %1: %2</translation>
  </message>
  <message>
   <source>Set</source>
   <translation>설정</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>설정</translation>
  </message>
  <message>
   <source>Severity</source>
   <translation>심각도</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>비율</translation>
  </message>
  <message>
   <source>Shared</source>
   <translation>공유</translation>
  </message>
  <message>
   <source>Shared counters</source>
   <translation>공유 카운터</translation>
  </message>
  <message>
   <source>Shift with a drag or arrows</source>
   <translation>Shift+끌기 또는 화살표</translation>
  </message>
  <message>
   <source>Short of pods</source>
   <translation>파드 부족</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>보기</translation>
  </message>
  <message>
   <source>Show %1</source>
   <translation>%1 보기</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>모두 보기</translation>
  </message>
  <message>
   <source>Show in list</source>
   <translation>목록에서 보기</translation>
  </message>
  <message>
   <source>Show in topology</source>
   <translation>토폴로지에서 보기</translation>
  </message>
  <message>
   <source>Show object</source>
   <translation>오브젝트 보기</translation>
  </message>
  <message>
   <source>Show one namespace</source>
   <translation>한 네임스페이스만 보기</translation>
  </message>
  <message>
   <source>Show the guide's</source>
   <translation>가이드 예제 보기</translation>
  </message>
  <message>
   <source>Show the last 200 lines</source>
   <translation>마지막 200줄 보기</translation>
  </message>
  <message>
   <source>Show the selection in the topology</source>
   <translation>선택을 토폴로지에서 보기</translation>
  </message>
  <message>
   <source>Show what is now (L)</source>
   <translation>지금 보기 (L)</translation>
  </message>
  <message>
   <source>Show where it lands</source>
   <translation>배치될 곳 보기</translation>
  </message>
  <message>
   <source>Shown as of %1.</source>
   <translation>%1 기준으로 표시합니다.</translation>
  </message>
  <message>
   <source>Shown below</source>
   <translation>아래 표시</translation>
  </message>
  <message>
   <source>Shows the selected context (Enter)</source>
   <translation>선택한 컨텍스트를 보여 줍니다 (Enter)</translation>
  </message>
  <message>
   <source>Shows the selector and tolerations that keep the pod away</source>
   <translation>파드를 막는 셀렉터와 톨러레이션을 보여 줍니다</translation>
  </message>
  <message>
   <source>Side by side</source>
   <translation>나란히 보기</translation>
  </message>
  <message>
   <source>Sign in</source>
   <translation>로그인</translation>
  </message>
  <message>
   <source>Sign in with the plugin's own tool</source>
   <translation>플러그인의 도구로 로그인</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>시작</translation>
  </message>
  <message>
   <source>Skew</source>
   <translation>버전 차이</translation>
  </message>
  <message>
   <source>Slice</source>
   <translation>슬라이스</translation>
  </message>
  <message>
   <source>Slices</source>
   <translation>슬라이스</translation>
  </message>
  <message>
   <source>Slices are not fully known.</source>
   <translation>슬라이스를 모두 알지는 못합니다.</translation>
  </message>
  <message>
   <source>Slices name no accelerator, so there is nothing to count.</source>
   <translation>슬라이스에 가속기가 없어 셀 것이 없습니다.</translation>
  </message>
  <message>
   <source>Smallest changes that make it fit</source>
   <translation>들어맞게 하는 가장 작은 변경</translation>
  </message>
  <message>
   <source>Some drivers forbid sharing</source>
   <translation>공유를 금지하는 드라이버도 있습니다</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>출처</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>소스</translation>
  </message>
  <message>
   <source>Sources by kind</source>
   <translation>종류별 소스</translation>
  </message>
  <message>
   <source>Sources disagree: %1 of 4 say it is not well</source>
   <translation>소스가 서로 다름: 4개 중 %1개가 비정상이라고 함</translation>
  </message>
  <message>
   <source>Space, Ctrl+C</source>
   <translation>Space, Ctrl+C</translation>
  </message>
  <message>
   <source>Split by</source>
   <translation>분할 기준</translation>
  </message>
  <message>
   <source>Stage</source>
   <translation>단계</translation>
  </message>
  <message>
   <source>Stages</source>
   <translation>단계</translation>
  </message>
  <message>
   <source>Stages after allocation are unknown.</source>
   <translation>할당 뒤의 단계는 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Stages of each group</source>
   <translation>그룹별 단계</translation>
  </message>
  <message>
   <source>Start a plan</source>
   <translation>계획 시작</translation>
  </message>
  <message>
   <source>Start one above, or from a node, a device, a claim or a finding.</source>
   <translation>위에서 시작하거나 노드, 장치, 클레임, 발견 사항에서 시작하세요.</translation>
  </message>
  <message>
   <source>Started</source>
   <translation>시작</translation>
  </message>
  <message>
   <source>State</source>
   <translation>상태</translation>
  </message>
  <message>
   <source>States</source>
   <translation>상태</translation>
  </message>
  <message>
   <source>Statistics of the chosen claims</source>
   <translation>선택한 클레임의 통계</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>상태</translation>
  </message>
  <message>
   <source>Stays</source>
   <translation>그대로</translation>
  </message>
  <message>
   <source>Stays on this object</source>
   <translation>이 오브젝트에 고정됨</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>단계</translation>
  </message>
  <message>
   <source>Still asked for</source>
   <translation>추가 요청</translation>
  </message>
  <message>
   <source>Still fits</source>
   <translation>들어맞음</translation>
  </message>
  <message>
   <source>Stop watching</source>
   <translation>감시 중지</translation>
  </message>
  <message>
   <source>Stranded</source>
   <translation>사용 불가</translation>
  </message>
  <message>
   <source>Stranded: free, but no claim can take it</source>
   <translation>사용 불가: 여유이지만 쓸 클레임이 없음</translation>
  </message>
  <message>
   <source>Strategy</source>
   <translation>전략</translation>
  </message>
  <message>
   <source>Succeeded</source>
   <translation>성공</translation>
  </message>
  <message>
   <source>Such devices of the node that stay free</source>
   <translation>노드에 남는 같은 장치</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>요약</translation>
  </message>
  <message>
   <source>System</source>
   <translation>시스템</translation>
  </message>
  <message>
   <source>T</source>
   <translation>T</translation>
  </message>
  <message>
   <source>TARGET</source>
   <translation>대상</translation>
  </message>
  <message>
   <source>TCP</source>
   <translation>TCP</translation>
  </message>
  <message>
   <source>TLS</source>
   <translation>TLS</translation>
  </message>
  <message>
   <source>TLS not verified</source>
   <translation>TLS 확인 안 함</translation>
  </message>
  <message>
   <source>Taint</source>
   <translation>테인트</translation>
  </message>
  <message>
   <source>Taint devices</source>
   <translation>장치 테인트</translation>
  </message>
  <message>
   <source>Taint rule</source>
   <translation>테인트 규칙</translation>
  </message>
  <message>
   <source>Taint rules</source>
   <translation>테인트 규칙</translation>
  </message>
  <message>
   <source>Taint rules have no &quot;%1&quot;.</source>
   <translation>테인트 규칙에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>Tainted</source>
   <translation>테인트</translation>
  </message>
  <message>
   <source>Taints</source>
   <translation>테인트</translation>
  </message>
  <message>
   <source>Take it over</source>
   <translation>가져오기</translation>
  </message>
  <message>
   <source>Takes</source>
   <translation>걸린 시간</translation>
  </message>
  <message>
   <source>Tell me when it allocates</source>
   <translation>할당되면 알림</translation>
  </message>
  <message>
   <source>Tell me when the selection is allocated or released, or no longer</source>
   <translation>선택이 할당되거나 해제되면 알림, 알림 끄기</translation>
  </message>
  <message>
   <source>Tells when it allocates</source>
   <translation>할당되면 알려 줌</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>온도</translation>
  </message>
  <message>
   <source>Template</source>
   <translation>템플릿</translation>
  </message>
  <message>
   <source>Templates</source>
   <translation>템플릿</translation>
  </message>
  <message>
   <source>Templates can use it: their claims tolerate the private key</source>
   <translation>템플릿도 쓸 수 있습니다. 그 클레임이 전용 키를 허용합니다</translation>
  </message>
  <message>
   <source>Terminating</source>
   <translation>종료 중</translation>
  </message>
  <message>
   <source>Terms that are true for every device</source>
   <translation>모든 장치에서 참인 항</translation>
  </message>
  <message>
   <source>That cannot be seen from here</source>
   <translation>여기서는 그것을 볼 수 없습니다</translation>
  </message>
  <message>
   <source>The %1 before: %2.</source>
   <translation>그 전 %1: %2.</translation>
  </message>
  <message>
   <source>The address is about %1, which is in no kubeconfig of this computer.</source>
   <translation>주소의 %1은(는) 이 컴퓨터의 어떤 kubeconfig에도 없습니다.</translation>
  </message>
  <message>
   <source>The address is on the clipboard. It names no cluster: it opens in a window that shows the same files.</source>
   <translation>주소를 클립보드에 복사했습니다. 클러스터 이름이 없어 같은 파일을 보는 창에서 열립니다.</translation>
  </message>
  <message>
   <source>The address names the page %1, which this version does not have.</source>
   <translation>주소의 페이지 %1은(는) 이 버전에 없습니다.</translation>
  </message>
  <message>
   <source>The address of this view is on the clipboard: %1</source>
   <translation>이 보기의 주소를 클립보드에 복사했습니다: %1</translation>
  </message>
  <message>
   <source>The allocator is asked on each node.</source>
   <translation>노드마다 할당자에게 묻습니다.</translation>
  </message>
  <message>
   <source>The allocator put it on %1 when this change was tried.</source>
   <translation>이 변경을 시도했을 때 할당자가 %1 노드에 배치했습니다.</translation>
  </message>
  <message>
   <source>The checks run</source>
   <translation>검사 실행 중</translation>
  </message>
  <message>
   <source>The checks run.</source>
   <translation>검사를 실행하는 중입니다.</translation>
  </message>
  <message>
   <source>The cluster has no object of this kind.</source>
   <translation>클러스터에 이 종류의 오브젝트가 없습니다.</translation>
  </message>
  <message>
   <source>The cluster stores nothing of classic DRA</source>
   <translation>클러스터에 클래식 DRA가 저장되어 있지 않습니다</translation>
  </message>
  <message>
   <source>The container has written nothing.</source>
   <translation>컨테이너가 쓴 것이 없습니다.</translation>
  </message>
  <message>
   <source>The controller counts once a rule: this rehearses a new rule in the place of the old one.</source>
   <translation>컨트롤러는 규칙마다 한 번만 셉니다. 이전 규칙 자리에 새 규칙을 예행합니다.</translation>
  </message>
  <message>
   <source>The controller deletes %1, each with its own grace period</source>
   <translation>컨트롤러가 %1을(를) 각자의 유예 시간에 따라 지웁니다</translation>
  </message>
  <message>
   <source>The controller has counted. Its count beside Claimscope's is the next step.</source>
   <translation>컨트롤러가 셌습니다. 다음 단계는 Claimscope의 수와 나란히 보는 것입니다.</translation>
  </message>
  <message>
   <source>The controller names no pod: told from when it counted</source>
   <translation>컨트롤러는 파드 이름을 말하지 않습니다. 센 시각으로 판단했습니다</translation>
  </message>
  <message>
   <source>The controller says</source>
   <translation>컨트롤러의 말</translation>
  </message>
  <message>
   <source>The controller's numbers beside Claimscope's</source>
   <translation>컨트롤러의 수와 Claimscope의 수</translation>
  </message>
  <message>
   <source>The dashboard before it stays.</source>
   <translation>이전 대시보드를 그대로 보여 줍니다.</translation>
  </message>
  <message>
   <source>The devices are really allocated and prepared</source>
   <translation>장치가 실제로 할당되고 준비됩니다</translation>
  </message>
  <message>
   <source>The diagnostics bundle is being made.</source>
   <translation>진단 묶음을 만드는 중입니다.</translation>
  </message>
  <message>
   <source>The documentation is not installed beside the program. It is in docs/ of the source.</source>
   <translation>프로그램 옆에 문서가 설치되어 있지 않습니다. 소스의 docs/에 있습니다.</translation>
  </message>
  <message>
   <source>The driver allocates the claim right after it was made, before any pod</source>
   <translation>드라이버가 파드보다 먼저, 만들어진 직후 클레임을 할당합니다</translation>
  </message>
  <message>
   <source>The eviction is the next plan: it is made when the controller has counted, and shows both counts</source>
   <translation>축출은 다음 계획입니다. 컨트롤러가 센 뒤 만들어지며 두 수를 모두 보여 줍니다</translation>
  </message>
  <message>
   <source>The expiry is written on the objects</source>
   <translation>만료 시각은 오브젝트에 적힙니다</translation>
  </message>
  <message>
   <source>The figures of this page as text, for a message</source>
   <translation>이 페이지의 수치를 메시지용 텍스트로</translation>
  </message>
  <message>
   <source>The filter hides %1.</source>
   <translation>필터가 %1를 숨기고 있습니다.</translation>
  </message>
  <message>
   <source>The filter hides every one of them.</source>
   <translation>필터가 모두 숨기고 있습니다.</translation>
  </message>
  <message>
   <source>The first moment is kept as soon as everything has been listed.</source>
   <translation>모든 목록을 읽는 즉시 첫 시점을 보관합니다.</translation>
  </message>
  <message>
   <source>The first term that refuses these devices.</source>
   <translation>이 장치들을 거부하는 첫 항입니다.</translation>
  </message>
  <message>
   <source>The history does not go back so far.</source>
   <translation>기록이 그만큼 오래되지 않았습니다.</translation>
  </message>
  <message>
   <source>The journal is being begun.</source>
   <translation>저널을 시작하는 중입니다.</translation>
  </message>
  <message>
   <source>The journal says what was sent. Resume goes on from there; nothing runs now.</source>
   <translation>무엇을 보냈는지 저널에 있습니다. 재개하면 그곳부터 이어집니다. 지금은 아무것도 실행되지 않습니다.</translation>
  </message>
  <message>
   <source>The kubelet cannot unprepare their claims while the driver is away; it tries again when it is back</source>
   <translation>드라이버가 없는 동안 kubelet은 클레임을 정리할 수 없고, 돌아오면 다시 시도합니다</translation>
  </message>
  <message>
   <source>The kubelet prepares their claims when the driver is back</source>
   <translation>드라이버가 돌아오면 kubelet이 클레임을 준비합니다</translation>
  </message>
  <message>
   <source>The list of ResourceQuotas is complete.</source>
   <translation>ResourceQuota 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>The list of ResourceSlices is complete.</source>
   <translation>ResourceSlice 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>The list of claims is complete.</source>
   <translation>클레임 목록은 완전합니다.</translation>
  </message>
  <message>
   <source>The list of pods is complete: none of them has a ResourceClaim.</source>
   <translation>파드 목록은 완전하며 ResourceClaim이 있는 파드가 없습니다.</translation>
  </message>
  <message>
   <source>The log of the container before its last restart: why it ended</source>
   <translation>마지막 재시작 전 컨테이너의 로그: 끝난 이유</translation>
  </message>
  <message>
   <source>The log of the container that runs now</source>
   <translation>지금 실행 중인 컨테이너의 로그</translation>
  </message>
  <message>
   <source>The object could not be read.</source>
   <translation>오브젝트를 읽을 수 없습니다.</translation>
  </message>
  <message>
   <source>The objects add up to %1.</source>
   <translation>오브젝트의 합은 %1입니다.</translation>
  </message>
  <message>
   <source>The panel has no query</source>
   <translation>패널에 쿼리가 없습니다</translation>
  </message>
  <message>
   <source>The plan changes only what it names.</source>
   <translation>계획은 적힌 것만 바꿉니다.</translation>
  </message>
  <message>
   <source>The pod's own selector or affinity rules these out: they do not count.</source>
   <translation>파드 자체의 셀렉터나 어피니티 규칙이 제외한 노드라 세지 않습니다.</translation>
  </message>
  <message>
   <source>The pool is at generation %1; devices of older ones cannot be allocated.</source>
   <translation>풀은 %1세대이며 이전 세대의 장치는 할당할 수 없습니다.</translation>
  </message>
  <message>
   <source>The pool is not complete: its driver announces more slices than it publishes.</source>
   <translation>풀이 완전하지 않습니다. 드라이버가 알린 것보다 적은 슬라이스를 게시합니다.</translation>
  </message>
  <message>
   <source>The quota controller has not reported it.</source>
   <translation>쿼터 컨트롤러가 보고하지 않았습니다.</translation>
  </message>
  <message>
   <source>The reasons are counted below.</source>
   <translation>이유는 아래에 있습니다.</translation>
  </message>
  <message>
   <source>The report is being made.</source>
   <translation>보고서를 만드는 중입니다.</translation>
  </message>
  <message>
   <source>The report is on the clipboard.</source>
   <translation>보고서를 클립보드에 복사했습니다.</translation>
  </message>
  <message>
   <source>The rest of the cluster is hidden by RBAC: counts are at least. Click: what is missing (Settings)</source>
   <translation>클러스터의 나머지는 RBAC로 숨겨져 수는 최솟값입니다. 클릭: 부족한 권한(설정)</translation>
  </message>
  <message>
   <source>The same files and rules.</source>
   <translation>같은 파일과 규칙을 씁니다.</translation>
  </message>
  <message>
   <source>The saved views are not written: %1</source>
   <translation>저장한 보기를 기록하지 못함: %1</translation>
  </message>
  <message>
   <source>The scheduler chooses among them when the plan is carried out.</source>
   <translation>계획을 실행할 때 스케줄러가 이 가운데서 고릅니다.</translation>
  </message>
  <message>
   <source>The scheduler's own histograms are all pods' (%1) or sampled (%2)</source>
   <translation>스케줄러의 히스토그램은 모든 파드의 것(%1)이거나 표본(%2)입니다</translation>
  </message>
  <message>
   <source>The scheduler, %1:</source>
   <translation>스케줄러, %1:</translation>
  </message>
  <message>
   <source>The scheduler:</source>
   <translation>스케줄러:</translation>
  </message>
  <message>
   <source>The selected rows, or all that pass the filter</source>
   <translation>선택한 행, 없으면 필터를 통과한 모든 행</translation>
  </message>
  <message>
   <source>The server answered 403 to %1. %2</source>
   <translation>서버가 %1 요청에 403으로 답했습니다. %2</translation>
  </message>
  <message>
   <source>The server answered 403. %1</source>
   <translation>서버가 403으로 답했습니다. %1</translation>
  </message>
  <message>
   <source>The server does not say when it was allocated.</source>
   <translation>서버가 할당 시각을 알려 주지 않습니다.</translation>
  </message>
  <message>
   <source>The server is asked once everything is loaded</source>
   <translation>모두 불러온 뒤 서버에 묻습니다</translation>
  </message>
  <message>
   <source>The server is being asked</source>
   <translation>서버에 묻는 중</translation>
  </message>
  <message>
   <source>The server serves nothing that Claimscope reads.</source>
   <translation>서버가 Claimscope가 읽는 것을 제공하지 않습니다.</translation>
  </message>
  <message>
   <source>The timeline starts with the first answer of the API server.</source>
   <translation>타임라인은 API 서버의 첫 응답부터 시작합니다.</translation>
  </message>
  <message>
   <source>The usual cause. Then Retry.</source>
   <translation>가장 흔한 원인입니다. 그다음 다시 시도하세요.</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>테마</translation>
  </message>
  <message>
   <source>Theme: dark</source>
   <translation>테마: 어둡게</translation>
  </message>
  <message>
   <source>Theme: high contrast</source>
   <translation>테마: 고대비</translation>
  </message>
  <message>
   <source>Theme: light</source>
   <translation>테마: 밝게</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>그 뒤</translation>
  </message>
  <message>
   <source>Then expected</source>
   <translation>그다음 예상</translation>
  </message>
  <message>
   <source>Then, in order</source>
   <translation>그다음 순서</translation>
  </message>
  <message>
   <source>There is no API object of this name.</source>
   <translation>이 이름의 API 오브젝트가 없습니다.</translation>
  </message>
  <message>
   <source>There is no DeviceClass %1: every device is asked</source>
   <translation>DeviceClass %1 없음: 모든 장치를 확인합니다</translation>
  </message>
  <message>
   <source>There is no claim %1</source>
   <translation>클레임 %1 없음</translation>
  </message>
  <message>
   <source>There is no node to choose</source>
   <translation>고를 노드가 없음</translation>
  </message>
  <message>
   <source>There is no pod %1</source>
   <translation>파드 %1 없음</translation>
  </message>
  <message>
   <source>There is nothing before it to compare with.</source>
   <translation>비교할 이전 시점이 없습니다.</translation>
  </message>
  <message>
   <source>They agree.</source>
   <translation>일치합니다.</translation>
  </message>
  <message>
   <source>They exist from 1.33 on</source>
   <translation>1.33부터 있습니다</translation>
  </message>
  <message>
   <source>They read what is in sight; nothing is changed.</source>
   <translation>보이는 것만 읽고 아무것도 바꾸지 않습니다.</translation>
  </message>
  <message>
   <source>This API server has no %1.</source>
   <translation>이 API 서버에는 %1 없음.</translation>
  </message>
  <message>
   <source>This API server has no resource.k8s.io</source>
   <translation>이 API 서버에 resource.k8s.io가 없습니다</translation>
  </message>
  <message>
   <source>This cluster has the name itself, from an exporter of its own</source>
   <translation>이 클러스터에는 자체 익스포터가 내는 이 이름이 있습니다</translation>
  </message>
  <message>
   <source>This context</source>
   <translation>이 컨텍스트</translation>
  </message>
  <message>
   <source>This is the last answer, of %1.</source>
   <translation>%1의 마지막 답입니다.</translation>
  </message>
  <message>
   <source>This plan has no steps</source>
   <translation>이 계획에는 단계가 없습니다</translation>
  </message>
  <message>
   <source>This server has classic DRA only: a driver need not let pods share a claim</source>
   <translation>이 서버에는 클래식 DRA만 있습니다. 드라이버가 파드 간 공유를 허용하지 않을 수도 있습니다</translation>
  </message>
  <message>
   <source>This server writes no allocationTimestamp: allocation is dated by managedFields of the scheduler, at most.</source>
   <translation>이 서버는 allocationTimestamp를 쓰지 않습니다. 할당 시각은 스케줄러의 managedFields로 최댓값을 구했습니다.</translation>
  </message>
  <message>
   <source>This source has no Prometheus.</source>
   <translation>이 소스에는 Prometheus가 없습니다.</translation>
  </message>
  <message>
   <source>This source tells nothing of a control plane.</source>
   <translation>이 소스는 컨트롤 플레인을 알려 주지 않습니다.</translation>
  </message>
  <message>
   <source>This term ends the evaluation with an error.</source>
   <translation>이 항은 평가를 오류로 끝냅니다.</translation>
  </message>
  <message>
   <source>Tick option</source>
   <translation>옵션 선택</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>시각</translation>
  </message>
  <message>
   <source>Time that is shown</source>
   <translation>보이는 시간</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>시간대</translation>
  </message>
  <message>
   <source>Timed out</source>
   <translation>시간 초과</translation>
  </message>
  <message>
   <source>Timeline</source>
   <translation>타임라인</translation>
  </message>
  <message>
   <source>Timeline of the last hour</source>
   <translation>최근 한 시간의 타임라인</translation>
  </message>
  <message>
   <source>Timeline strip on or off</source>
   <translation>타임라인 띠 켜기, 끄기</translation>
  </message>
  <message>
   <source>Times of the objects themselves, whole seconds.</source>
   <translation>오브젝트에 적힌 시각, 초 단위.</translation>
  </message>
  <message>
   <source>To</source>
   <translation>끝</translation>
  </message>
  <message>
   <source>To apply</source>
   <translation>적용할 매니페스트</translation>
  </message>
  <message>
   <source>To ask an administrator for:</source>
   <translation>관리자에게 요청할 것:</translation>
  </message>
  <message>
   <source>To ask for</source>
   <translation>요청할 권한</translation>
  </message>
  <message>
   <source>To ask for: %1</source>
   <translation>요청할 권한: %1</translation>
  </message>
  <message>
   <source>Together</source>
   <translation>함께</translation>
  </message>
  <message>
   <source>Took</source>
   <translation>걸린 시간</translation>
  </message>
  <message>
   <source>Took, from the pod's creation to running containers</source>
   <translation>파드 생성부터 컨테이너 실행까지 걸린 시간</translation>
  </message>
  <message>
   <source>Topology</source>
   <translation>토폴로지</translation>
  </message>
  <message>
   <source>Troubleshoot</source>
   <translation>문제 해결</translation>
  </message>
  <message>
   <source>Troubleshoot the selection</source>
   <translation>선택 문제 해결</translation>
  </message>
  <message>
   <source>Troubleshoot: %1</source>
   <translation>문제 해결: %1</translation>
  </message>
  <message>
   <source>Try it with kubectl</source>
   <translation>kubectl로 시도</translation>
  </message>
  <message>
   <source>Try the address</source>
   <translation>주소로 접속 시도</translation>
  </message>
  <message>
   <source>Type</source>
   <translation>유형</translation>
  </message>
  <message>
   <source>Type a selector: it says at once which devices match</source>
   <translation>셀렉터를 입력하면 어느 장치가 맞는지 바로 보여 줍니다</translation>
  </message>
  <message>
   <source>Type the context's name. It ends by itself after 10 minutes; until then a plan that you confirm is carried out. Plans that run go on after it.</source>
   <translation>컨텍스트 이름을 입력하세요. 10분 뒤 저절로 끝나며, 그때까지 확인한 계획만 실행됩니다. 실행 중인 계획은 그 뒤에도 계속됩니다.</translation>
  </message>
  <message>
   <source>UUID</source>
   <translation>UUID</translation>
  </message>
  <message>
   <source>Uncordon node</source>
   <translation>노드 스케줄링 허용</translation>
  </message>
  <message>
   <source>Under which name should this view be kept?</source>
   <translation>이 보기를 어떤 이름으로 저장할까요?</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>되돌리기</translation>
  </message>
  <message>
   <source>Undo plan</source>
   <translation>되돌리기 계획</translation>
  </message>
  <message>
   <source>Undo puts exactly the earlier template back</source>
   <translation>되돌리면 이전 템플릿이 그대로 복원됩니다</translation>
  </message>
  <message>
   <source>Undone by deleting a rule</source>
   <translation>규칙을 지우면 되돌려집니다</translation>
  </message>
  <message>
   <source>Unhealthy</source>
   <translation>비정상</translation>
  </message>
  <message>
   <source>Unknown</source>
   <translation>알 수 없음</translation>
  </message>
  <message>
   <source>Unknown, cordoned</source>
   <translation>알 수 없음, 스케줄링 차단됨</translation>
  </message>
  <message>
   <source>Unknown: no source says anything</source>
   <translation>알 수 없음: 말하는 소스가 없음</translation>
  </message>
  <message>
   <source>Unknowns</source>
   <translation>알 수 없는 것</translation>
  </message>
  <message>
   <source>Until Claimscope ends</source>
   <translation>Claimscope가 끝날 때까지</translation>
  </message>
  <message>
   <source>Up to</source>
   <translation>최대</translation>
  </message>
  <message>
   <source>Updated</source>
   <translation>업데이트됨</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>사용률</translation>
  </message>
  <message>
   <source>Use these</source>
   <translation>사용</translation>
  </message>
  <message>
   <source>Used</source>
   <translation>사용</translation>
  </message>
  <message>
   <source>Used by</source>
   <translation>사용하는 곳</translation>
  </message>
  <message>
   <source>Used of the hard limit</source>
   <translation>상한 대비 사용</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>값</translation>
  </message>
  <message>
   <source>Value %1</source>
   <translation>값 %1</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>판정</translation>
  </message>
  <message>
   <source>Verdict, timeline of the last hour, findings, why claims wait, actions taken: what claimscope report prints.</source>
   <translation>판정, 최근 한 시간의 타임라인, 발견 사항, 클레임이 대기하는 이유, 실행한 작업: claimscope report의 출력과 같습니다.</translation>
  </message>
  <message>
   <source>Verified</source>
   <translation>검증됨</translation>
  </message>
  <message>
   <source>Verify</source>
   <translation>검증</translation>
  </message>
  <message>
   <source>Verifying</source>
   <translation>검증 중</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>버전</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>버전</translation>
  </message>
  <message>
   <source>Versions, feature gates, components, scheduler profiles, runbooks</source>
   <translation>버전, 기능 게이트, 구성 요소, 스케줄러 프로파일, 런북</translation>
  </message>
  <message>
   <source>Views, keys, diagnostics</source>
   <translation>보기, 키, 진단</translation>
  </message>
  <message>
   <source>W A S D, + −, 0</source>
   <translation>W A S D, + −, 0</translation>
  </message>
  <message>
   <source>WHO ASKS</source>
   <translation>요청한 쪽</translation>
  </message>
  <message>
   <source>WORKLOAD</source>
   <translation>워크로드</translation>
  </message>
  <message>
   <source>Waited for</source>
   <translation>대기 클레임 있음</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>대기 중</translation>
  </message>
  <message>
   <source>Waiting claims</source>
   <translation>대기 클레임</translation>
  </message>
  <message>
   <source>Waiting claims %1 → %2</source>
   <translation>대기 클레임 %1 → %2</translation>
  </message>
  <message>
   <source>Waits for</source>
   <translation>대기 시간</translation>
  </message>
  <message>
   <source>Wanted</source>
   <translation>요청 장치</translation>
  </message>
  <message>
   <source>Wants</source>
   <translation>요청</translation>
  </message>
  <message>
   <source>Warning</source>
   <translation>경고</translation>
  </message>
  <message>
   <source>Warnings</source>
   <translation>경고</translation>
  </message>
  <message>
   <source>Watch of %1 lost %2 ago.</source>
   <translation>%1 watch가 %2 전에 끊겼습니다.</translation>
  </message>
  <message>
   <source>Watch of %1 lost.</source>
   <translation>%1 watch가 끊겼습니다.</translation>
  </message>
  <message>
   <source>Watch time where seen live, else object fields at 1 s.</source>
   <translation>직접 본 것은 watch 시각, 그 밖은 오브젝트의 초 단위 시각.</translation>
  </message>
  <message>
   <source>Watched since %1. What was before comes from the objects' own fields, to the second.</source>
   <translation>%1부터 감시했습니다. 그 전의 것은 오브젝트에 적힌 초 단위 시각입니다.</translation>
  </message>
  <message>
   <source>Way</source>
   <translation>방식</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>구분</translation>
  </message>
  <message>
   <source>Well, by %1 of 4; %2 say nothing</source>
   <translation>정상, 4개 중 %1개 기준. %2개는 말 없음</translation>
  </message>
  <message>
   <source>What</source>
   <translation>항목</translation>
  </message>
  <message>
   <source>What Claimscope counts follows the controller's own rules: tolerations copied into the allocation, NoExecute by name, admin access too.</source>
   <translation>Claimscope의 수는 컨트롤러의 규칙을 따릅니다: 할당에 복사된 톨러레이션, 이름으로 구분한 NoExecute, 관리자 접근 포함.</translation>
  </message>
  <message>
   <source>What Prometheus says, beside what Claimscope measures; the two are never mixed.</source>
   <translation>Claimscope가 잰 값 옆에 Prometheus의 값을 보여 줍니다. 둘을 섞지 않습니다.</translation>
  </message>
  <message>
   <source>What answers each metric</source>
   <translation>메트릭마다 답하는 것</translation>
  </message>
  <message>
   <source>What can be done with it: each is rehearsed first (X)</source>
   <translation>할 수 있는 작업: 모두 먼저 예행합니다 (X)</translation>
  </message>
  <message>
   <source>What cannot be seen cannot be chosen here.</source>
   <translation>보이지 않는 것은 여기서 고를 수 없습니다.</translation>
  </message>
  <message>
   <source>What cannot be told</source>
   <translation>알 수 없는 것</translation>
  </message>
  <message>
   <source>What changed</source>
   <translation>바뀐 것</translation>
  </message>
  <message>
   <source>What changed between A and B</source>
   <translation>A와 B 사이에 바뀐 것</translation>
  </message>
  <message>
   <source>What changed in %1 from %2 to %3</source>
   <translation>%1: %2부터 %3까지 바뀐 것</translation>
  </message>
  <message>
   <source>What changes, and why</source>
   <translation>바뀌는 것과 그 이유</translation>
  </message>
  <message>
   <source>What claims ask for cannot be compared with devices.</source>
   <translation>클레임의 요청을 장치와 비교할 수 없습니다.</translation>
  </message>
  <message>
   <source>What happens in which order</source>
   <translation>일어나는 순서</translation>
  </message>
  <message>
   <source>What is asked stands in an object that only the driver reads</source>
   <translation>요청 내용은 드라이버만 읽는 오브젝트에 있습니다</translation>
  </message>
  <message>
   <source>What is being carried out: opens Actions</source>
   <translation>실행 중인 것: 작업을 엽니다</translation>
  </message>
  <message>
   <source>What is held is kept from them too</source>
   <translation>잡아 둔 것은 그들도 쓸 수 없습니다</translation>
  </message>
  <message>
   <source>What is in sight as PDF</source>
   <translation>보이는 것을 PDF로</translation>
  </message>
  <message>
   <source>What is in sight as PNG</source>
   <translation>보이는 것을 PNG로</translation>
  </message>
  <message>
   <source>What is in sight as SVG</source>
   <translation>보이는 것을 SVG로</translation>
  </message>
  <message>
   <source>What is shown</source>
   <translation>표시할 내용</translation>
  </message>
  <message>
   <source>What it touches</source>
   <translation>건드리는 것</translation>
  </message>
  <message>
   <source>What it would do, with the server's dry run; nothing is changed</source>
   <translation>서버 드라이런으로 결과를 미리 봅니다. 아무것도 바꾸지 않습니다</translation>
  </message>
  <message>
   <source>What nodes say</source>
   <translation>노드별 결과</translation>
  </message>
  <message>
   <source>What one more node would serve</source>
   <translation>노드 하나를 추가하면 해결되는 것</translation>
  </message>
  <message>
   <source>What should the incident report be?</source>
   <translation>어떤 장애 보고서를 만들까요?</translation>
  </message>
  <message>
   <source>What stands behind pods is known by their names alone.</source>
   <translation>파드 뒤에 무엇이 있는지는 이름으로만 알 수 있습니다.</translation>
  </message>
  <message>
   <source>What stands open</source>
   <translation>열려 있는 것</translation>
  </message>
  <message>
   <source>What stands open around claims: network, roles, drivers, GPU nodes</source>
   <translation>클레임 주변에 열려 있는 것: 네트워크, 역할, 드라이버, GPU 노드</translation>
  </message>
  <message>
   <source>What still fits</source>
   <translation>아직 들어맞는 것</translation>
  </message>
  <message>
   <source>What the cluster still stores of classic DRA, with ConfigMaps and workloads that belong to it</source>
   <translation>클러스터에 아직 저장된 클래식 DRA와 그에 속한 ConfigMap, 워크로드</translation>
  </message>
  <message>
   <source>What the pods of a Job or Deployment will ask for is unknown.</source>
   <translation>Job이나 Deployment의 파드가 무엇을 요청할지 알 수 없습니다.</translation>
  </message>
  <message>
   <source>What the server would change</source>
   <translation>서버가 바꿀 내용</translation>
  </message>
  <message>
   <source>What this server told</source>
   <translation>이 서버가 말한 것</translation>
  </message>
  <message>
   <source>When</source>
   <translation>시점</translation>
  </message>
  <message>
   <source>When it has passed, every Claimscope shows the reservation as overdue and can release it</source>
   <translation>그 시각이 지나면 모든 Claimscope가 예약을 기한 초과로 보여 주고 해제할 수 있습니다</translation>
  </message>
  <message>
   <source>When it was last told</source>
   <translation>마지막으로 알려진 시각</translation>
  </message>
  <message>
   <source>When the driver stays away for more than %1 the kubelet deletes its slices of this node; allocated claims keep their devices, new ones get none</source>
   <translation>드라이버가 %1 넘게 없으면 kubelet이 이 노드의 슬라이스를 지웁니다. 할당된 클레임은 장치를 유지하고 새 클레임은 받지 못합니다</translation>
  </message>
  <message>
   <source>When the placeholder ends before a consumer is there, the devices are given back</source>
   <translation>소비자가 오기 전에 자리 표시 파드가 끝나면 장치를 돌려줍니다</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>어디서</translation>
  </message>
  <message>
   <source>Where %1 GPU hours went</source>
   <translation>GPU %1시간의 쓰임</translation>
  </message>
  <message>
   <source>Where %1 device hours went</source>
   <translation>장치 %1시간의 쓰임</translation>
  </message>
  <message>
   <source>Where GPU hours and money go, what is idle or stranded</source>
   <translation>GPU 시간과 비용의 쓰임, 유휴 또는 사용 불가</translation>
  </message>
  <message>
   <source>Where GPU hours went</source>
   <translation>GPU 시간의 쓰임</translation>
  </message>
  <message>
   <source>Where claims would go can not be told: their classes are missing</source>
   <translation>클레임이 어디로 갈지 알 수 없습니다. 클래스가 없습니다</translation>
  </message>
  <message>
   <source>Where the devices go</source>
   <translation>장치가 걸러지는 과정</translation>
  </message>
  <message>
   <source>Where the p95 goes</source>
   <translation>p95 시간의 구성</translation>
  </message>
  <message>
   <source>Whether a quota refuses a claim is told by events alone.</source>
   <translation>쿼터가 클레임을 거부했는지는 이벤트로만 알 수 있습니다.</translation>
  </message>
  <message>
   <source>Whether claims are idle is unknown</source>
   <translation>클레임이 유휴인지 알 수 없습니다</translation>
  </message>
  <message>
   <source>Whether workloads can move is not known yet</source>
   <translation>워크로드를 이전할 수 있는지 아직 알 수 없습니다</translation>
  </message>
  <message>
   <source>Which claims wait is unknown.</source>
   <translation>어느 클레임이 대기하는지 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Which devices are tainted is at least what slices say; free counts are at most.</source>
   <translation>테인트된 장치는 슬라이스가 말하는 것이 최솟값이며 여유 수는 최댓값입니다.</translation>
  </message>
  <message>
   <source>Which devices the nodes have is unknown.</source>
   <translation>노드에 어떤 장치가 있는지 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Which objects</source>
   <translation>표시할 오브젝트</translation>
  </message>
  <message>
   <source>Which plans</source>
   <translation>표시할 계획</translation>
  </message>
  <message>
   <source>Which term rejects which device</source>
   <translation>어느 항이 어느 장치를 제외하는가</translation>
  </message>
  <message>
   <source>Which workloads</source>
   <translation>표시할 워크로드</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>누가</translation>
  </message>
  <message>
   <source>Who had GPU hours</source>
   <translation>GPU 시간을 쓴 곳</translation>
  </message>
  <message>
   <source>Who had them</source>
   <translation>사용한 곳</translation>
  </message>
  <message>
   <source>Who holds what it needs</source>
   <translation>필요한 장치를 가진 클레임</translation>
  </message>
  <message>
   <source>Who may write</source>
   <translation>쓰기 권한</translation>
  </message>
  <message>
   <source>Who uses a claim is unknown, and so is what runs on a node.</source>
   <translation>클레임을 쓰는 파드와 노드에서 실행되는 것을 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Who would be hit</source>
   <translation>영향받는 쪽</translation>
  </message>
  <message>
   <source>Who would be hit?</source>
   <translation>누가 영향을 받나요?</translation>
  </message>
  <message>
   <source>Whoever made it may want to keep it: ask its owner</source>
   <translation>만든 사람이 유지하려 할 수 있습니다. 소유자에게 물어보세요</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>이유</translation>
  </message>
  <message>
   <source>Why it cannot be told.</source>
   <translation>알 수 없는 이유.</translation>
  </message>
  <message>
   <source>Why it is as it is (E)</source>
   <translation>이 상태인 이유 (E)</translation>
  </message>
  <message>
   <source>Why it is on one side only, or where it would run next</source>
   <translation>한쪽에만 있는 이유, 또는 다음에 실행될 곳</translation>
  </message>
  <message>
   <source>Why it waits</source>
   <translation>대기하는 이유</translation>
  </message>
  <message>
   <source>Why it waits cannot be told.</source>
   <translation>대기하는 이유를 알 수 없습니다.</translation>
  </message>
  <message>
   <source>Why pods wait, and what failed on nodes, is told by claims and pods alone.</source>
   <translation>파드가 대기하는 이유와 노드의 실패를 클레임과 파드로만 알 수 있습니다.</translation>
  </message>
  <message>
   <source>Why they differ.</source>
   <translation>다른 이유.</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>창</translation>
  </message>
  <message>
   <source>With --wait the placeholder queues for the devices like any other pod</source>
   <translation>--wait를 주면 자리 표시 파드가 다른 파드처럼 장치를 기다립니다</translation>
  </message>
  <message>
   <source>With claims</source>
   <translation>클레임 있음</translation>
  </message>
  <message>
   <source>With devices</source>
   <translation>장치 있음</translation>
  </message>
  <message>
   <source>With pending claims</source>
   <translation>대기 클레임 있음</translation>
  </message>
  <message>
   <source>Without claims now</source>
   <translation>현재 클레임 없음</translation>
  </message>
  <message>
   <source>Without it</source>
   <translation>없으면</translation>
  </message>
  <message>
   <source>Without taint</source>
   <translation>테인트 없음</translation>
  </message>
  <message>
   <source>Workflows</source>
   <translation>워크플로</translation>
  </message>
  <message>
   <source>Workflows that findings suggest stand first. Each check says what it looked at, and ends proven, ruled out or unknown.</source>
   <translation>발견 사항이 추천하는 워크플로가 먼저 나옵니다. 검사마다 무엇을 보았는지 말하고 입증, 배제, 알 수 없음으로 끝납니다.</translation>
  </message>
  <message>
   <source>Working out the costs</source>
   <translation>비용을 계산하는 중</translation>
  </message>
  <message>
   <source>Working out the stages</source>
   <translation>단계를 계산하는 중</translation>
  </message>
  <message>
   <source>Workload</source>
   <translation>워크로드</translation>
  </message>
  <message>
   <source>Workloads</source>
   <translation>워크로드</translation>
  </message>
  <message>
   <source>Workloads are at least.</source>
   <translation>워크로드 수는 최소치입니다.</translation>
  </message>
  <message>
   <source>Workloads have no &quot;%1&quot;.</source>
   <translation>워크로드에 &quot;%1&quot; 항목이 없습니다.</translation>
  </message>
  <message>
   <source>Works wherever DRA is on</source>
   <translation>DRA가 켜진 곳이면 됩니다</translation>
  </message>
  <message>
   <source>Would fit</source>
   <translation>적합 여부</translation>
  </message>
  <message>
   <source>Would it fit</source>
   <translation>들어갈 수 있는가</translation>
  </message>
  <message>
   <source>Would land on</source>
   <translation>옮겨 갈 곳</translation>
  </message>
  <message>
   <source>Write a duration up to 24 h like 30 s or 1m30s.</source>
   <translation>30 s나 1m30s처럼 24 h까지 적으세요.</translation>
  </message>
  <message>
   <source>Write instead</source>
   <translation>대신 쓸 것</translation>
  </message>
  <message>
   <source>Writes</source>
   <translation>쓰는 대상</translation>
  </message>
  <message>
   <source>XID</source>
   <translation>XID</translation>
  </message>
  <message>
   <source>YAML</source>
   <translation>YAML</translation>
  </message>
  <message>
   <source>YAML (Y)</source>
   <translation>YAML (Y)</translation>
  </message>
  <message>
   <source>YAML of the selection</source>
   <translation>선택의 YAML</translation>
  </message>
  <message>
   <source>You are told what becomes of %1.</source>
   <translation>%1의 변화를 알려 드립니다.</translation>
  </message>
  <message>
   <source>You can leave this page. It goes on and stays in the top bar.</source>
   <translation>이 페이지를 떠나도 됩니다. 계속 진행되며 위쪽 막대에 보입니다.</translation>
  </message>
  <message>
   <source>You may not list %1.</source>
   <translation>%1 목록을 조회할 권한이 없습니다.</translation>
  </message>
  <message>
   <source>You may not list events: there may be some.</source>
   <translation>이벤트 목록을 볼 권한이 없습니다. 있을 수 있습니다.</translation>
  </message>
  <message>
   <source>You see the cluster as it was at %1, %2 ago.</source>
   <translation>%2 전인 %1의 클러스터를 보고 있습니다.</translation>
  </message>
  <message>
   <source>Your own queries</source>
   <translation>직접 만든 쿼리</translation>
  </message>
  <message>
   <source>Zone</source>
   <translation>존</translation>
  </message>
  <message>
   <source>Zoom in (+)</source>
   <translation>확대 (+)</translation>
  </message>
  <message>
   <source>Zoom out (−)</source>
   <translation>축소 (−)</translation>
  </message>
  <message>
   <source>[…] is [&quot;%1&quot;]</source>
   <translation>[…]는 [&quot;%1&quot;]</translation>
  </message>
  <message>
   <source>a copy of one of the group, waiting claims oldest first</source>
   <translation>그룹 노드의 복사본, 오래 기다린 클레임부터</translation>
  </message>
  <message>
   <source>a picture changes nothing</source>
   <translation>그림은 아무것도 바꾸지 않음</translation>
  </message>
  <message>
   <source>a recording cannot be changed</source>
   <translation>기록은 바꿀 수 없음</translation>
  </message>
  <message>
   <source>a rehearsal changes nothing</source>
   <translation>예행은 아무것도 바꾸지 않음</translation>
  </message>
  <message>
   <source>a workload moves right only when the step before is proven</source>
   <translation>앞 단계가 입증되어야 워크로드가 오른쪽으로 이동합니다</translation>
  </message>
  <message>
   <source>aborted, %1</source>
   <translation>중단됨, %1</translation>
  </message>
  <message>
   <source>about claims</source>
   <translation>클레임 관련</translation>
  </message>
  <message>
   <source>admin access</source>
   <translation>관리자 접근</translation>
  </message>
  <message>
   <source>after %1</source>
   <translation>%1 만에</translation>
  </message>
  <message>
   <source>agrees with the scheduler</source>
   <translation>스케줄러와 일치</translation>
  </message>
  <message>
   <source>all</source>
   <translation>전체</translation>
  </message>
  <message>
   <source>all as expected</source>
   <translation>모두 예상대로</translation>
  </message>
  <message>
   <source>all fit elsewhere</source>
   <translation>모두 다른 곳에 들어감</translation>
  </message>
  <message>
   <source>all that match, %1 now</source>
   <translation>맞는 것 모두, 현재 %1</translation>
  </message>
  <message>
   <source>allocate</source>
   <translation>할당</translation>
  </message>
  <message>
   <source>allocated</source>
   <translation>할당</translation>
  </message>
  <message>
   <source>allocated %1</source>
   <translation>%1 할당</translation>
  </message>
  <message>
   <source>allocated %1 on %2</source>
   <translation>%2에서 %1 할당</translation>
  </message>
  <message>
   <source>allocated anew: %1</source>
   <translation>다시 할당: %1</translation>
  </message>
  <message>
   <source>allocated anew: %1 on %2</source>
   <translation>다시 할당: %2의 %1</translation>
  </message>
  <message>
   <source>allocated claim</source>
   <translation>할당된 클레임</translation>
  </message>
  <message>
   <source>allocated claims</source>
   <translation>할당된 클레임</translation>
  </message>
  <message>
   <source>allocated ÷ published devices</source>
   <translation>할당 ÷ 게시 장치</translation>
  </message>
  <message>
   <source>allocated; nothing says when</source>
   <translation>할당됨, 시각을 알 수 없음</translation>
  </message>
  <message>
   <source>allocationMode: Immediate went away with %1; this server has %2 and no such field</source>
   <translation>allocationMode: Immediate는 %1에서 사라졌습니다. 이 서버는 %2이며 그런 필드가 없습니다</translation>
  </message>
  <message>
   <source>allowed</source>
   <translation>허용됨</translation>
  </message>
  <message>
   <source>also counts</source>
   <translation>함께 셈</translation>
  </message>
  <message>
   <source>also publishes</source>
   <translation>함께 게시</translation>
  </message>
  <message>
   <source>an answer of your own</source>
   <translation>직접 쓴 답</translation>
  </message>
  <message>
   <source>an hour of a node</source>
   <translation>노드 시간당</translation>
  </message>
  <message>
   <source>and %1 earlier</source>
   <translation>이전 %1개</translation>
  </message>
  <message>
   <source>and %1 more</source>
   <translation>외 %1개</translation>
  </message>
  <message>
   <source>and %1 more claims</source>
   <translation>외 클레임 %1개</translation>
  </message>
  <message>
   <source>and %1 more in the palette</source>
   <translation>팔레트에 %1개 더</translation>
  </message>
  <message>
   <source>and %1 more later</source>
   <translation>나중에 %1개 더</translation>
  </message>
  <message>
   <source>and %1 more pods</source>
   <translation>외 파드 %1개</translation>
  </message>
  <message>
   <source>and %1 more that could not be told</source>
   <translation>외 알 수 없는 %1개</translation>
  </message>
  <message>
   <source>and %1 more, %2 of them not drawn</source>
   <translation>외 %1, 그중 %2 그리지 않음</translation>
  </message>
  <message>
   <source>and %1 older</source>
   <translation>외 이전 %1개</translation>
  </message>
  <message>
   <source>and more</source>
   <translation>그 외</translation>
  </message>
  <message>
   <source>and none of the counters of errors is scraped (%1)</source>
   <translation>오류 카운터도 수집되지 않습니다(%1)</translation>
  </message>
  <message>
   <source>another device publishes the same</source>
   <translation>다른 장치가 같은 값을 게시함</translation>
  </message>
  <message>
   <source>another device publishes the same UUID</source>
   <translation>다른 장치가 같은 UUID를 게시합니다</translation>
  </message>
  <message>
   <source>answered</source>
   <translation>응답함</translation>
  </message>
  <message>
   <source>answers</source>
   <translation>응답함</translation>
  </message>
  <message>
   <source>any class</source>
   <translation>모든 클래스</translation>
  </message>
  <message>
   <source>append-only, kept on this computer</source>
   <translation>추가 전용, 이 컴퓨터에 보관</translation>
  </message>
  <message>
   <source>append-only, on this computer</source>
   <translation>추가 전용, 이 컴퓨터에 보관</translation>
  </message>
  <message>
   <source>asked %1 ago</source>
   <translation>%1 전에 물음</translation>
  </message>
  <message>
   <source>asked about before the first run</source>
   <translation>처음 실행하기 전에 물음</translation>
  </message>
  <message>
   <source>asked of the server for %1%2</source>
   <translation>서버에 물음: %1%2</translation>
  </message>
  <message>
   <source>asks</source>
   <translation>요청</translation>
  </message>
  <message>
   <source>asks for</source>
   <translation>요청 대상</translation>
  </message>
  <message>
   <source>asks to run a command</source>
   <translation>명령 실행을 물음</translation>
  </message>
  <message>
   <source>at least</source>
   <translation>최소</translation>
  </message>
  <message>
   <source>at most</source>
   <translation>최대</translation>
  </message>
  <message>
   <source>at revision %1</source>
   <translation>리비전 %1에서</translation>
  </message>
  <message>
   <source>at the right: free on one node at most</source>
   <translation>오른쪽: 한 노드의 최대 여유</translation>
  </message>
  <message>
   <source>attributes or capacity of %1 changed</source>
   <translation>%1의 속성이나 용량 변경</translation>
  </message>
  <message>
   <source>attributes uuid and PCI address of the ResourceSlices</source>
   <translation>ResourceSlice의 uuid와 PCI 주소 속성</translation>
  </message>
  <message>
   <source>became unhealthy</source>
   <translation>비정상이 됨</translation>
  </message>
  <message>
   <source>became unhealthy: %1</source>
   <translation>비정상이 됨: %1</translation>
  </message>
  <message>
   <source>before</source>
   <translation>이전</translation>
  </message>
  <message>
   <source>begins</source>
   <translation>시작</translation>
  </message>
  <message>
   <source>begun %1</source>
   <translation>%1 시작</translation>
  </message>
  <message>
   <source>being deleted</source>
   <translation>삭제 중</translation>
  </message>
  <message>
   <source>being drained</source>
   <translation>드레인 중</translation>
  </message>
  <message>
   <source>being looked for</source>
   <translation>찾는 중</translation>
  </message>
  <message>
   <source>being rehearsed</source>
   <translation>예행 중</translation>
  </message>
  <message>
   <source>belongs to</source>
   <translation>소유자</translation>
  </message>
  <message>
   <source>between A %1 and B %2</source>
   <translation>A %1~B %2</translation>
  </message>
  <message>
   <source>bind</source>
   <translation>바인딩</translation>
  </message>
  <message>
   <source>binding conditions</source>
   <translation>바인딩 조건</translation>
  </message>
  <message>
   <source>blocker</source>
   <translation>차단 요인</translation>
  </message>
  <message>
   <source>blockers</source>
   <translation>차단 요인</translation>
  </message>
  <message>
   <source>both</source>
   <translation>양쪽</translation>
  </message>
  <message>
   <source>both sides trust each other</source>
   <translation>양쪽이 서로 신뢰함</translation>
  </message>
  <message>
   <source>bound to %1</source>
   <translation>%1에 바인딩</translation>
  </message>
  <message>
   <source>by another program</source>
   <translation>다른 프로그램</translation>
  </message>
  <message>
   <source>by its slice</source>
   <translation>슬라이스가 지정</translation>
  </message>
  <message>
   <source>by rule </source>
   <translation>규칙 </translation>
  </message>
  <message>
   <source>by several claims</source>
   <translation>여러 클레임이 함께</translation>
  </message>
  <message>
   <source>by severity</source>
   <translation>심각도순</translation>
  </message>
  <message>
   <source>call</source>
   <translation>호출</translation>
  </message>
  <message>
   <source>calls</source>
   <translation>호출</translation>
  </message>
  <message>
   <source>cannot be planned</source>
   <translation>계획할 수 없음</translation>
  </message>
  <message>
   <source>cannot be read</source>
   <translation>읽을 수 없음</translation>
  </message>
  <message>
   <source>cannot tell</source>
   <translation>알 수 없음</translation>
  </message>
  <message>
   <source>card</source>
   <translation>카드</translation>
  </message>
  <message>
   <source>cards</source>
   <translation>카드</translation>
  </message>
  <message>
   <source>cause</source>
   <translation>원인</translation>
  </message>
  <message>
   <source>change</source>
   <translation>변경</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>변경</translation>
  </message>
  <message>
   <source>changes</source>
   <translation>변경</translation>
  </message>
  <message>
   <source>checked on the server</source>
   <translation>서버에서 확인함</translation>
  </message>
  <message>
   <source>chosen</source>
   <translation>선택됨</translation>
  </message>
  <message>
   <source>claim</source>
   <translation>클레임</translation>
  </message>
  <message>
   <source>claim created</source>
   <translation>클레임 생성</translation>
  </message>
  <message>
   <source>claim template</source>
   <translation>클레임 템플릿</translation>
  </message>
  <message>
   <source>claim templates</source>
   <translation>클레임 템플릿</translation>
  </message>
  <message>
   <source>claims</source>
   <translation>클레임</translation>
  </message>
  <message>
   <source>claims in the pod template, rolled out</source>
   <translation>파드 템플릿에 클레임, 롤아웃 완료</translation>
  </message>
  <message>
   <source>claims of a template</source>
   <translation>템플릿의 클레임</translation>
  </message>
  <message>
   <source>claims that are reserved for the pod</source>
   <translation>파드용으로 예약된 클레임</translation>
  </message>
  <message>
   <source>claims wait for %1</source>
   <translation>%1 대기 클레임 있음</translation>
  </message>
  <message>
   <source>claims with allocated=&quot;false&quot;</source>
   <translation>allocated=&quot;false&quot;인 클레임</translation>
  </message>
  <message>
   <source>claims without allocation</source>
   <translation>할당 없는 클레임</translation>
  </message>
  <message>
   <source>claims − allocated claims</source>
   <translation>클레임 − 할당된 클레임</translation>
  </message>
  <message>
   <source>class %1</source>
   <translation>클래스 %1</translation>
  </message>
  <message>
   <source>class exists, devices fit, quota allows</source>
   <translation>클래스 존재, 장치 적합, 쿼터 허용</translation>
  </message>
  <message>
   <source>complete</source>
   <translation>완전함</translation>
  </message>
  <message>
   <source>computed</source>
   <translation>계산:</translation>
  </message>
  <message>
   <source>confirmed %1</source>
   <translation>%1 확인</translation>
  </message>
  <message>
   <source>confirmed by %1 at %2</source>
   <translation>%2에 %1 확인</translation>
  </message>
  <message>
   <source>connected</source>
   <translation>연결됨</translation>
  </message>
  <message>
   <source>connecting</source>
   <translation>연결 중</translation>
  </message>
  <message>
   <source>consumer</source>
   <translation>소비자</translation>
  </message>
  <message>
   <source>consumers</source>
   <translation>소비자</translation>
  </message>
  <message>
   <source>container restarts %1 → %2</source>
   <translation>컨테이너 재시작 %1 → %2</translation>
  </message>
  <message>
   <source>containers started</source>
   <translation>컨테이너 시작</translation>
  </message>
  <message>
   <source>context</source>
   <translation>컨텍스트</translation>
  </message>
  <message>
   <source>context %1, user %2</source>
   <translation>컨텍스트 %1, 사용자 %2</translation>
  </message>
  <message>
   <source>context, cluster and user found</source>
   <translation>컨텍스트, 클러스터, 사용자를 찾음</translation>
  </message>
  <message>
   <source>contexts</source>
   <translation>컨텍스트</translation>
  </message>
  <message>
   <source>contexts of the kubeconfig, then demo clusters</source>
   <translation>kubeconfig의 컨텍스트, 그다음 데모 클러스터</translation>
  </message>
  <message>
   <source>copy rows</source>
   <translation>행 복사</translation>
  </message>
  <message>
   <source>cordon, evict by budget</source>
   <translation>cordon 후 예산에 따라 축출</translation>
  </message>
  <message>
   <source>cordoned</source>
   <translation>스케줄링 차단됨</translation>
  </message>
  <message>
   <source>cost %1 of 1,000,000</source>
   <translation>비용 1,000,000 중 %1</translation>
  </message>
  <message>
   <source>counted from ResourceSlices and claims</source>
   <translation>ResourceSlice와 클레임에서 셉니다</translation>
  </message>
  <message>
   <source>counts against the quota of</source>
   <translation>세는 쿼터</translation>
  </message>
  <message>
   <source>counts only such pods, never claims</source>
   <translation>이런 파드만 세고 클레임은 세지 않음</translation>
  </message>
  <message>
   <source>counts only, once</source>
   <translation>한 번만 셈</translation>
  </message>
  <message>
   <source>create</source>
   <translation>생성</translation>
  </message>
  <message>
   <source>created</source>
   <translation>생성됨</translation>
  </message>
  <message>
   <source>created to started, log</source>
   <translation>생성부터 시작까지, 로그 눈금</translation>
  </message>
  <message>
   <source>critical</source>
   <translation>심각</translation>
  </message>
  <message>
   <source>cut: the newest lines are missing</source>
   <translation>잘림: 최신 줄이 없음</translation>
  </message>
  <message>
   <source>dcgm-exporter</source>
   <translation>dcgm-exporter</translation>
  </message>
  <message>
   <source>deleted</source>
   <translation>삭제됨</translation>
  </message>
  <message>
   <source>deleted, it tainted %1</source>
   <translation>삭제됨, %1에 테인트를 주던 규칙</translation>
  </message>
  <message>
   <source>denied</source>
   <translation>거부됨</translation>
  </message>
  <message>
   <source>device</source>
   <translation>장치</translation>
  </message>
  <message>
   <source>device %1</source>
   <translation>장치 %1</translation>
  </message>
  <message>
   <source>device class</source>
   <translation>장치 클래스</translation>
  </message>
  <message>
   <source>device classes</source>
   <translation>장치 클래스</translation>
  </message>
  <message>
   <source>device plugin and claims</source>
   <translation>장치 플러그인과 클레임</translation>
  </message>
  <message>
   <source>devices</source>
   <translation>장치</translation>
  </message>
  <message>
   <source>devices %1 → %2</source>
   <translation>장치 %1 → %2</translation>
  </message>
  <message>
   <source>devices of %1</source>
   <translation>%1의 장치</translation>
  </message>
  <message>
   <source>difference</source>
   <translation>차이</translation>
  </message>
  <message>
   <source>differences</source>
   <translation>차이</translation>
  </message>
  <message>
   <source>differs</source>
   <translation>다름</translation>
  </message>
  <message>
   <source>differs from the scheduler</source>
   <translation>스케줄러와 다름</translation>
  </message>
  <message>
   <source>disabled</source>
   <translation>꺼짐</translation>
  </message>
  <message>
   <source>discovery of %1, and the shapes that pods and claims are written in</source>
   <translation>%1 검색, 그리고 파드와 클레임의 작성 형식</translation>
  </message>
  <message>
   <source>document</source>
   <translation>문서</translation>
  </message>
  <message>
   <source>documents</source>
   <translation>문서</translation>
  </message>
  <message>
   <source>does not answer</source>
   <translation>응답하지 않음</translation>
  </message>
  <message>
   <source>does not answer now</source>
   <translation>지금 응답하지 않음</translation>
  </message>
  <message>
   <source>does not fit</source>
   <translation>들어맞지 않음</translation>
  </message>
  <message>
   <source>done</source>
   <translation>완료</translation>
  </message>
  <message>
   <source>driver</source>
   <translation>드라이버</translation>
  </message>
  <message>
   <source>driver %1</source>
   <translation>드라이버 %1</translation>
  </message>
  <message>
   <source>driver says %1 is %2</source>
   <translation>드라이버 보고: %1 = %2</translation>
  </message>
  <message>
   <source>driver_name &quot;&lt;any&gt;&quot; is all of them: not to be added</source>
   <translation>driver_name &quot;&lt;any&gt;&quot;는 모두를 뜻하므로 더하면 안 됩니다</translation>
  </message>
  <message>
   <source>drivers</source>
   <translation>드라이버</translation>
  </message>
  <message>
   <source>dry run %1</source>
   <translation>드라이런 %1</translation>
  </message>
  <message>
   <source>each device says</source>
   <translation>장치마다 다름</translation>
  </message>
  <message>
   <source>each one an explanation that is proven, ruled out or unknown</source>
   <translation>모두 입증, 배제, 알 수 없음으로 끝나는 설명</translation>
  </message>
  <message>
   <source>each one simulated</source>
   <translation>모두 시뮬레이션함</translation>
  </message>
  <message>
   <source>each step has its own message</source>
   <translation>단계마다 고유한 메시지가 있음</translation>
  </message>
  <message>
   <source>each with its own grace period, no budget asked</source>
   <translation>각자의 유예 기간을 따르며 중단 예산은 묻지 않음</translation>
  </message>
  <message>
   <source>easiest to yield first</source>
   <translation>내주기 쉬운 순</translation>
  </message>
  <message>
   <source>effect</source>
   <translation>결과</translation>
  </message>
  <message>
   <source>else: a login page or proxy answers, the server is starting or overloaded</source>
   <translation>아니면: 로그인 페이지나 프록시가 응답, 서버가 시작 중이거나 과부하</translation>
  </message>
  <message>
   <source>else: file or context not found, YAML that cannot be read, certificate missing</source>
   <translation>아니면: 파일이나 컨텍스트 없음, YAML 읽기 실패, 인증서 없음</translation>
  </message>
  <message>
   <source>else: no such host. Is the VPN up?</source>
   <translation>아니면: 호스트 없음. VPN이 켜져 있나요?</translation>
  </message>
  <message>
   <source>else: not allowed yet, not installed, its own login has expired</source>
   <translation>아니면: 아직 허용 안 됨, 설치 안 됨, 자체 로그인 만료</translation>
  </message>
  <message>
   <source>else: refused or timed out. Proxy, firewall, private endpoint</source>
   <translation>아니면: 거부 또는 시간 초과. 프록시, 방화벽, 사설 엔드포인트</translation>
  </message>
  <message>
   <source>else: unknown authority, wrong name, expired, client certificate refused</source>
   <translation>아니면: 모르는 인증 기관, 잘못된 이름, 만료, 클라이언트 인증서 거부</translation>
  </message>
  <message>
   <source>enabled</source>
   <translation>켜짐</translation>
  </message>
  <message>
   <source>end</source>
   <translation>끝</translation>
  </message>
  <message>
   <source>ended with an error</source>
   <translation>오류로 끝남</translation>
  </message>
  <message>
   <source>ended with an error: %1</source>
   <translation>오류로 끝남: %1</translation>
  </message>
  <message>
   <source>error</source>
   <translation>오류</translation>
  </message>
  <message>
   <source>error %1</source>
   <translation>error %1</translation>
  </message>
  <message>
   <source>error, kept</source>
   <translation>오류, 이전 값 유지</translation>
  </message>
  <message>
   <source>event</source>
   <translation>이벤트</translation>
  </message>
  <message>
   <source>events</source>
   <translation>이벤트</translation>
  </message>
  <message>
   <source>events of the last hour about %1</source>
   <translation>지난 1시간 %1의 이벤트</translation>
  </message>
  <message>
   <source>every command may run</source>
   <translation>모든 명령 실행 가능</translation>
  </message>
  <message>
   <source>every device</source>
   <translation>모든 장치</translation>
  </message>
  <message>
   <source>every node</source>
   <translation>모든 노드</translation>
  </message>
  <message>
   <source>every pod Ready, claims reserved</source>
   <translation>모든 파드 Ready, 클레임 예약됨</translation>
  </message>
  <message>
   <source>every pool is complete</source>
   <translation>모든 풀이 완전함</translation>
  </message>
  <message>
   <source>everything that is missing</source>
   <translation>부족한 것 모두</translation>
  </message>
  <message>
   <source>everywhere</source>
   <translation>모든 곳</translation>
  </message>
  <message>
   <source>evict</source>
   <translation>축출</translation>
  </message>
  <message>
   <source>exact</source>
   <translation>정확</translation>
  </message>
  <message>
   <source>exactly this, without a shell</source>
   <translation>셸 없이 그대로</translation>
  </message>
  <message>
   <source>exists</source>
   <translation>존재</translation>
  </message>
  <message>
   <source>expired</source>
   <translation>만료</translation>
  </message>
  <message>
   <source>explain</source>
   <translation>설명</translation>
  </message>
  <message>
   <source>fact</source>
   <translation>조건</translation>
  </message>
  <message>
   <source>facts</source>
   <translation>조건</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>실패</translation>
  </message>
  <message>
   <source>failed creations, prepares, driver calls and binding conditions are added, as far as they are scraped</source>
   <translation>실패한 생성, 준비, 드라이버 호출, 바인딩 조건을 수집되는 만큼 더합니다</translation>
  </message>
  <message>
   <source>false %1</source>
   <translation>false %1</translation>
  </message>
  <message>
   <source>file</source>
   <translation>파일</translation>
  </message>
  <message>
   <source>files cannot be changed from here</source>
   <translation>파일은 여기서 바꿀 수 없음</translation>
  </message>
  <message>
   <source>files have none</source>
   <translation>파일에는 없음</translation>
  </message>
  <message>
   <source>files have one moment</source>
   <translation>파일에는 한 시점만 있음</translation>
  </message>
  <message>
   <source>finding</source>
   <translation>발견 사항</translation>
  </message>
  <message>
   <source>finding is</source>
   <translation>발견 사항</translation>
  </message>
  <message>
   <source>findings</source>
   <translation>발견 사항</translation>
  </message>
  <message>
   <source>findings are</source>
   <translation>발견 사항</translation>
  </message>
  <message>
   <source>finished</source>
   <translation>끝남</translation>
  </message>
  <message>
   <source>first false · grey: not needed</source>
   <translation>첫 false · 회색: 볼 필요 없음</translation>
  </message>
  <message>
   <source>first of %1</source>
   <translation>%1개 중 첫째</translation>
  </message>
  <message>
   <source>first that fits</source>
   <translation>처음으로 들어맞음</translation>
  </message>
  <message>
   <source>fits</source>
   <translation>들어맞음</translation>
  </message>
  <message>
   <source>fits nowhere</source>
   <translation>어디에도 들어맞지 않음</translation>
  </message>
  <message>
   <source>fits, but not with the others</source>
   <translation>들어가지만 다른 것과 함께는 안 됨</translation>
  </message>
  <message>
   <source>for Execute</source>
   <translation>실행용</translation>
  </message>
  <message>
   <source>for example %1</source>
   <translation>예: %1</translation>
  </message>
  <message>
   <source>for this cluster, as Markdown</source>
   <translation>이 클러스터용 Markdown</translation>
  </message>
  <message>
   <source>forbidden</source>
   <translation>권한 없음</translation>
  </message>
  <message>
   <source>found</source>
   <translation>찾음</translation>
  </message>
  <message>
   <source>found by extended resources</source>
   <translation>확장 리소스로 찾음</translation>
  </message>
  <message>
   <source>free %1 → %2</source>
   <translation>여유 %1 → %2</translation>
  </message>
  <message>
   <source>free of %1</source>
   <translation>/ %1</translation>
  </message>
  <message>
   <source>from %1 to %2</source>
   <translation>%1부터 %2까지</translation>
  </message>
  <message>
   <source>from API objects</source>
   <translation>API 오브젝트 기준</translation>
  </message>
  <message>
   <source>from claim allocations</source>
   <translation>클레임 할당에서</translation>
  </message>
  <message>
   <source>from device plugins to claims</source>
   <translation>장치 플러그인에서 클레임으로</translation>
  </message>
  <message>
   <source>from static %1 to ResourceClaims · %2 ask for %3</source>
   <translation>정적 %1에서 ResourceClaim으로 · %2 · 요청 %3</translation>
  </message>
  <message>
   <source>from the watch</source>
   <translation>watch 기준</translation>
  </message>
  <message>
   <source>from v1.%1 on</source>
   <translation>v1.%1부터</translation>
  </message>
  <message>
   <source>full</source>
   <translation>가득 참</translation>
  </message>
  <message>
   <source>generated</source>
   <translation>생성됨</translation>
  </message>
  <message>
   <source>generation %1 → %2</source>
   <translation>세대 %1 → %2</translation>
  </message>
  <message>
   <source>get</source>
   <translation>get</translation>
  </message>
  <message>
   <source>go to that moment</source>
   <translation>그 시점으로 가기</translation>
  </message>
  <message>
   <source>gone with its pod</source>
   <translation>파드와 함께 사라짐</translation>
  </message>
  <message>
   <source>got</source>
   <translation>받음</translation>
  </message>
  <message>
   <source>green: simulated</source>
   <translation>초록: 시뮬레이션함</translation>
  </message>
  <message>
   <source>group</source>
   <translation>그룹</translation>
  </message>
  <message>
   <source>groups</source>
   <translation>그룹</translation>
  </message>
  <message>
   <source>has</source>
   <translation>가짐</translation>
  </message>
  <message>
   <source>has moved</source>
   <translation>이전됨</translation>
  </message>
  <message>
   <source>has the request</source>
   <translation>요청</translation>
  </message>
  <message>
   <source>health in pod statuses, conditions of status.devices, NoExecute taints</source>
   <translation>파드 상태의 건강, status.devices의 조건, NoExecute 테인트</translation>
  </message>
  <message>
   <source>healthy again</source>
   <translation>다시 정상</translation>
  </message>
  <message>
   <source>held</source>
   <translation>유지 중</translation>
  </message>
  <message>
   <source>held at %1</source>
   <translation>%1에서 보류</translation>
  </message>
  <message>
   <source>held at %1: %2</source>
   <translation>%1에서 멈춤: %2</translation>
  </message>
  <message>
   <source>held for %1</source>
   <translation>%1용으로 잡혀 있음</translation>
  </message>
  <message>
   <source>here</source>
   <translation>여기</translation>
  </message>
  <message>
   <source>hold with a lease</source>
   <translation>기한을 두고 잡기</translation>
  </message>
  <message>
   <source>holding devices</source>
   <translation>장치 보유</translation>
  </message>
  <message>
   <source>holds</source>
   <translation>점유</translation>
  </message>
  <message>
   <source>holds %1</source>
   <translation>%1 점유</translation>
  </message>
  <message>
   <source>holds %1 on %2</source>
   <translation>%2에서 %1 점유</translation>
  </message>
  <message>
   <source>holds it</source>
   <translation>여기서 멈춤</translation>
  </message>
  <message>
   <source>holds it for %1</source>
   <translation>%1째 멈춤</translation>
  </message>
  <message>
   <source>how many more of each profile fit, %1 · each alone</source>
   <translation>프로파일마다 더 들어맞는 수, %1 · 하나씩 따로</translation>
  </message>
  <message>
   <source>image pull</source>
   <translation>이미지 풀</translation>
  </message>
  <message>
   <source>image pulls and container start</source>
   <translation>이미지 풀과 컨테이너 시작</translation>
  </message>
  <message>
   <source>in %1</source>
   <translation>%1에서</translation>
  </message>
  <message>
   <source>in %1 ms</source>
   <translation>%1 ms 만에</translation>
  </message>
  <message>
   <source>in %1 · %2 left</source>
   <translation>%1 · %2 남음</translation>
  </message>
  <message>
   <source>in less than 1 ms</source>
   <translation>1 ms 안에</translation>
  </message>
  <message>
   <source>in no claim</source>
   <translation>클레임 없음</translation>
  </message>
  <message>
   <source>in part</source>
   <translation>일부</translation>
  </message>
  <message>
   <source>in the background</source>
   <translation>백그라운드</translation>
  </message>
  <message>
   <source>in the background: %1</source>
   <translation>백그라운드: %1</translation>
  </message>
  <message>
   <source>in topology</source>
   <translation>토폴로지에서</translation>
  </message>
  <message>
   <source>in trouble</source>
   <translation>문제 있음</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>사용 중</translation>
  </message>
  <message>
   <source>incomplete</source>
   <translation>불완전</translation>
  </message>
  <message>
   <source>insecure-skip-tls-verify is set: anybody on the way can read and change what is shown</source>
   <translation>insecure-skip-tls-verify가 설정되어 있어 중간의 누구나 보이는 것을 읽고 바꿀 수 있습니다</translation>
  </message>
  <message>
   <source>inspect</source>
   <translation>상세</translation>
  </message>
  <message>
   <source>interrupted, %1</source>
   <translation>도중에 끊김, %1</translation>
  </message>
  <message>
   <source>invalid</source>
   <translation>잘못됨</translation>
  </message>
  <message>
   <source>is allocated to the request</source>
   <translation>할당된 요청</translation>
  </message>
  <message>
   <source>is asked for by</source>
   <translation>요청한 쪽</translation>
  </message>
  <message>
   <source>is connected with</source>
   <translation>연결:</translation>
  </message>
  <message>
   <source>is created with the patch</source>
   <translation>패치와 함께 생성</translation>
  </message>
  <message>
   <source>is held by</source>
   <translation>점유한 클레임</translation>
  </message>
  <message>
   <source>is on</source>
   <translation>위치</translation>
  </message>
  <message>
   <source>is part of</source>
   <translation>소속</translation>
  </message>
  <message>
   <source>is published by</source>
   <translation>게시한 드라이버</translation>
  </message>
  <message>
   <source>is used by</source>
   <translation>사용하는 파드</translation>
  </message>
  <message>
   <source>it gave a credential</source>
   <translation>자격 증명을 받음</translation>
  </message>
  <message>
   <source>it is one, and it is well</source>
   <translation>API 서버이며 정상</translation>
  </message>
  <message>
   <source>it is shown as overdue; a person releases it</source>
   <translation>기한 초과로 표시되며 사람이 해제함</translation>
  </message>
  <message>
   <source>its ending _total says counter, and it is a gauge</source>
   <translation>이름 끝 _total은 카운터라는 뜻인데 게이지입니다</translation>
  </message>
  <message>
   <source>its pods run here</source>
   <translation>파드가 여기서 실행 중</translation>
  </message>
  <message>
   <source>joined the cluster</source>
   <translation>클러스터에 들어옴</translation>
  </message>
  <message>
   <source>journal cannot be read</source>
   <translation>읽을 수 없는 저널</translation>
  </message>
  <message>
   <source>journals cannot be read</source>
   <translation>읽을 수 없는 저널</translation>
  </message>
  <message>
   <source>keep out</source>
   <translation>진입 막기</translation>
  </message>
  <message>
   <source>kept as annotations</source>
   <translation>애너테이션으로 보관</translation>
  </message>
  <message>
   <source>kube-state-metrics</source>
   <translation>kube-state-metrics</translation>
  </message>
  <message>
   <source>kubectl</source>
   <translation>kubectl</translation>
  </message>
  <message>
   <source>kubectl signs in with the same credential.</source>
   <translation>kubectl도 같은 자격 증명으로 로그인합니다.</translation>
  </message>
  <message>
   <source>kubelet %1 → %2</source>
   <translation>kubelet %1 → %2</translation>
  </message>
  <message>
   <source>kubelet prepare p95</source>
   <translation>kubelet 준비 p95</translation>
  </message>
  <message>
   <source>label %1 from %2 on</source>
   <translation>%2부터 라벨 %1</translation>
  </message>
  <message>
   <source>labels changed</source>
   <translation>레이블 변경</translation>
  </message>
  <message>
   <source>last error %1</source>
   <translation>마지막 오류 %1</translation>
  </message>
  <message>
   <source>last error XID %1</source>
   <translation>마지막 오류 XID %1</translation>
  </message>
  <message>
   <source>left the cluster</source>
   <translation>클러스터를 떠남</translation>
  </message>
  <message>
   <source>likely cause</source>
   <translation>추정 원인</translation>
  </message>
  <message>
   <source>limit</source>
   <translation>한도</translation>
  </message>
  <message>
   <source>limits</source>
   <translation>한도</translation>
  </message>
  <message>
   <source>line</source>
   <translation>줄</translation>
  </message>
  <message>
   <source>line %1 of %2 decides</source>
   <translation>%2줄 중 %1번째 줄이 결정적</translation>
  </message>
  <message>
   <source>lines</source>
   <translation>줄</translation>
  </message>
  <message>
   <source>list</source>
   <translation>list</translation>
  </message>
  <message>
   <source>live</source>
   <translation>실시간</translation>
  </message>
  <message>
   <source>loading</source>
   <translation>불러오는 중</translation>
  </message>
  <message>
   <source>log height</source>
   <translation>로그 높이</translation>
  </message>
  <message>
   <source>looking</source>
   <translation>찾는 중</translation>
  </message>
  <message>
   <source>looking for it</source>
   <translation>찾는 중</translation>
  </message>
  <message>
   <source>lost</source>
   <translation>끊김</translation>
  </message>
  <message>
   <source>made by nobody</source>
   <translation>만든 주체 없음</translation>
  </message>
  <message>
   <source>makes</source>
   <translation>생성</translation>
  </message>
  <message>
   <source>mapped</source>
   <translation>매핑됨</translation>
  </message>
  <message>
   <source>match</source>
   <translation>일치</translation>
  </message>
  <message>
   <source>match no device</source>
   <translation>맞는 장치 없음</translation>
  </message>
  <message>
   <source>match nothing</source>
   <translation>맞는 장치 없음</translation>
  </message>
  <message>
   <source>matches</source>
   <translation>일치</translation>
  </message>
  <message>
   <source>max %1</source>
   <translation>최대 %1</translation>
  </message>
  <message>
   <source>memory %1</source>
   <translation>메모리 %1</translation>
  </message>
  <message>
   <source>met</source>
   <translation>충족</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>없음</translation>
  </message>
  <message>
   <source>missing: %1</source>
   <translation>없는 것: %1</translation>
  </message>
  <message>
   <source>mode not known</source>
   <translation>모드를 알 수 없음</translation>
  </message>
  <message>
   <source>namespace</source>
   <translation>네임스페이스</translation>
  </message>
  <message>
   <source>namespaces</source>
   <translation>네임스페이스</translation>
  </message>
  <message>
   <source>nearly full</source>
   <translation>거의 가득 참</translation>
  </message>
  <message>
   <source>neither</source>
   <translation>어느 쪽도 아님</translation>
  </message>
  <message>
   <source>never</source>
   <translation>없음</translation>
  </message>
  <message>
   <source>next pod has none yet</source>
   <translation>다음 파드에는 아직 없음</translation>
  </message>
  <message>
   <source>next pod waits</source>
   <translation>다음 파드 대기</translation>
  </message>
  <message>
   <source>next try in %1</source>
   <translation>다음 시도까지 %1</translation>
  </message>
  <message>
   <source>no</source>
   <translation>아니요</translation>
  </message>
  <message>
   <source>no DaemonSet is known as the driver's by its name, so it cannot be told whether it is installed</source>
   <translation>이름으로 드라이버의 것임을 알 수 있는 DaemonSet이 없어 설치 여부를 알 수 없습니다</translation>
  </message>
  <message>
   <source>no Prometheus is known</source>
   <translation>Prometheus를 알 수 없음</translation>
  </message>
  <message>
   <source>no answer</source>
   <translation>응답 없음</translation>
  </message>
  <message>
   <source>no claim</source>
   <translation>클레임 없음</translation>
  </message>
  <message>
   <source>no claim holds it</source>
   <translation>점유한 클레임 없음</translation>
  </message>
  <message>
   <source>no claim waits</source>
   <translation>대기 중인 클레임 없음</translation>
  </message>
  <message>
   <source>no claim yet</source>
   <translation>아직 클레임 없음</translation>
  </message>
  <message>
   <source>no claim yet: %1</source>
   <translation>아직 클레임 없음: %1</translation>
  </message>
  <message>
   <source>no cluster</source>
   <translation>클러스터 없음</translation>
  </message>
  <message>
   <source>no cluster is open</source>
   <translation>열린 클러스터가 없음</translation>
  </message>
  <message>
   <source>no command may run</source>
   <translation>어떤 명령도 실행 불가</translation>
  </message>
  <message>
   <source>no controller makes it again</source>
   <translation>다시 만드는 컨트롤러 없음</translation>
  </message>
  <message>
   <source>no data</source>
   <translation>데이터 없음</translation>
  </message>
  <message>
   <source>no device allocated</source>
   <translation>할당된 장치 없음</translation>
  </message>
  <message>
   <source>no devices</source>
   <translation>장치 없음</translation>
  </message>
  <message>
   <source>no difference</source>
   <translation>차이 없음</translation>
  </message>
  <message>
   <source>no error</source>
   <translation>오류 없음</translation>
  </message>
  <message>
   <source>no expiry</source>
   <translation>만료 없음</translation>
  </message>
  <message>
   <source>no finding</source>
   <translation>발견 사항 없음</translation>
  </message>
  <message>
   <source>no limit</source>
   <translation>제한 없음</translation>
  </message>
  <message>
   <source>no longer published whole</source>
   <translation>더는 온전히 게시되지 않음</translation>
  </message>
  <message>
   <source>no longer reserved for %1</source>
   <translation>%1 예약 해제</translation>
  </message>
  <message>
   <source>no match</source>
   <translation>일치 없음</translation>
  </message>
  <message>
   <source>no metrics of GPUs</source>
   <translation>GPU 메트릭 없음</translation>
  </message>
  <message>
   <source>no metrics of its GPUs: the kernel log of the node (%1) would tell</source>
   <translation>GPU 메트릭 없음: 노드의 커널 로그(%1)가 알려 줍니다</translation>
  </message>
  <message>
   <source>no metrics source</source>
   <translation>메트릭 소스 없음</translation>
  </message>
  <message>
   <source>no metrics were asked</source>
   <translation>메트릭을 묻지 않았습니다</translation>
  </message>
  <message>
   <source>no node</source>
   <translation>노드 없음</translation>
  </message>
  <message>
   <source>no node fits</source>
   <translation>들어맞는 노드 없음</translation>
  </message>
  <message>
   <source>no node yet</source>
   <translation>아직 노드 없음</translation>
  </message>
  <message>
   <source>no other device is free</source>
   <translation>다른 여유 장치 없음</translation>
  </message>
  <message>
   <source>no pod is known as the driver's by its name, labels or image</source>
   <translation>이름, 라벨, 이미지로 드라이버의 것임을 알 수 있는 파드가 없습니다</translation>
  </message>
  <message>
   <source>no pod of a DaemonSet here looks like it</source>
   <translation>여기에 그럴듯한 DaemonSet 파드가 없음</translation>
  </message>
  <message>
   <source>no pod reserves the claims: they are deallocated</source>
   <translation>클레임을 예약한 파드가 없어 할당이 해제됨</translation>
  </message>
  <message>
   <source>no pod uses it</source>
   <translation>쓰는 파드 없음</translation>
  </message>
  <message>
   <source>no record before %1</source>
   <translation>%1 이전 기록 없음</translation>
  </message>
  <message>
   <source>no sample</source>
   <translation>샘플 없음</translation>
  </message>
  <message>
   <source>no samples</source>
   <translation>샘플 없음</translation>
  </message>
  <message>
   <source>no samples of it</source>
   <translation>샘플 없음</translation>
  </message>
  <message>
   <source>no series</source>
   <translation>시계열 없음</translation>
  </message>
  <message>
   <source>no type</source>
   <translation>유형 없음</translation>
  </message>
  <message>
   <source>no zone</source>
   <translation>존 없음</translation>
  </message>
  <message>
   <source>node</source>
   <translation>노드</translation>
  </message>
  <message>
   <source>node groups: %1</source>
   <translation>노드 그룹: %1</translation>
  </message>
  <message>
   <source>node has no price.</source>
   <translation>노드에 가격 없음.</translation>
  </message>
  <message>
   <source>nodes</source>
   <translation>노드</translation>
  </message>
  <message>
   <source>nodes by selector</source>
   <translation>셀렉터로 정한 노드</translation>
  </message>
  <message>
   <source>nodes have no price.</source>
   <translation>노드에 가격 없음.</translation>
  </message>
  <message>
   <source>none</source>
   <translation>없음</translation>
  </message>
  <message>
   <source>none is full</source>
   <translation>가득 찬 것 없음</translation>
  </message>
  <message>
   <source>none set</source>
   <translation>설정 없음</translation>
  </message>
  <message>
   <source>none until it compiles</source>
   <translation>컴파일되기 전에는 없음</translation>
  </message>
  <message>
   <source>none visible; rules are hidden</source>
   <translation>보이는 것 없음, 규칙은 숨겨짐</translation>
  </message>
  <message>
   <source>none waits</source>
   <translation>대기 없음</translation>
  </message>
  <message>
   <source>none waits for a claim</source>
   <translation>클레임을 기다리는 워크로드 없음</translation>
  </message>
  <message>
   <source>none: %1</source>
   <translation>없음: %1</translation>
  </message>
  <message>
   <source>normal</source>
   <translation>정상</translation>
  </message>
  <message>
   <source>normal: p95 is %1</source>
   <translation>정상: p95는 %1</translation>
  </message>
  <message>
   <source>not %1 (%2): %3</source>
   <translation>%1 제외 (%2건): %3</translation>
  </message>
  <message>
   <source>not Ready</source>
   <translation>Ready 아님</translation>
  </message>
  <message>
   <source>not Ready: %1</source>
   <translation>Ready 아님: %1</translation>
  </message>
  <message>
   <source>not a time</source>
   <translation>시각이 아님</translation>
  </message>
  <message>
   <source>not asked</source>
   <translation>묻지 않음</translation>
  </message>
  <message>
   <source>not asked for</source>
   <translation>요청 없음</translation>
  </message>
  <message>
   <source>not asked yet</source>
   <translation>아직 묻지 않음</translation>
  </message>
  <message>
   <source>not bound to a node</source>
   <translation>노드에 묶이지 않음</translation>
  </message>
  <message>
   <source>not configured</source>
   <translation>설정되지 않음</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>연결 안 됨</translation>
  </message>
  <message>
   <source>not dated</source>
   <translation>날짜 없음</translation>
  </message>
  <message>
   <source>not dated: %1, left out</source>
   <translation>시각 모름: %1, 제외됨</translation>
  </message>
  <message>
   <source>not exported</source>
   <translation>내보내지 않음</translation>
  </message>
  <message>
   <source>not held, no samples</source>
   <translation>점유되지 않음, 샘플 없음</translation>
  </message>
  <message>
   <source>not in order</source>
   <translation>정상 아님</translation>
  </message>
  <message>
   <source>not in sight</source>
   <translation>보이지 않음</translation>
  </message>
  <message>
   <source>not in the forecast</source>
   <translation>예측에 없음</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>알 수 없음</translation>
  </message>
  <message>
   <source>not named</source>
   <translation>이름 없음</translation>
  </message>
  <message>
   <source>not opened</source>
   <translation>열지 않음</translation>
  </message>
  <message>
   <source>not possible here</source>
   <translation>여기서는 불가능</translation>
  </message>
  <message>
   <source>not published</source>
   <translation>게시되지 않음</translation>
  </message>
  <message>
   <source>not reached</source>
   <translation>아직 아님</translation>
  </message>
  <message>
   <source>not read: %1</source>
   <translation>읽지 못함: %1</translation>
  </message>
  <message>
   <source>not ready</source>
   <translation>준비 안 됨</translation>
  </message>
  <message>
   <source>not reported</source>
   <translation>보고 없음</translation>
  </message>
  <message>
   <source>not said</source>
   <translation>적지 않음</translation>
  </message>
  <message>
   <source>not scraped here</source>
   <translation>여기서는 수집하지 않음</translation>
  </message>
  <message>
   <source>not seen</source>
   <translation>보이지 않음</translation>
  </message>
  <message>
   <source>not sent</source>
   <translation>보내지 않음</translation>
  </message>
  <message>
   <source>not served</source>
   <translation>제공되지 않음</translation>
  </message>
  <message>
   <source>not simulated</source>
   <translation>시뮬레이션 안 함</translation>
  </message>
  <message>
   <source>not used</source>
   <translation>사용 안 함</translation>
  </message>
  <message>
   <source>not visible</source>
   <translation>보이지 않음</translation>
  </message>
  <message>
   <source>note</source>
   <translation>참고</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>없음</translation>
  </message>
  <message>
   <source>nothing but this program's own</source>
   <translation>이 프로그램 자체의 것뿐</translation>
  </message>
  <message>
   <source>nothing chosen</source>
   <translation>선택 없음</translation>
  </message>
  <message>
   <source>nothing else changes a cluster from here</source>
   <translation>여기서 클러스터를 바꾸는 다른 것은 없음</translation>
  </message>
  <message>
   <source>nothing is stranded on %1</source>
   <translation>%1에 낭비되는 것 없음</translation>
  </message>
  <message>
   <source>nothing is typed yet</source>
   <translation>아직 입력하지 않음</translation>
  </message>
  <message>
   <source>nothing recorded yet</source>
   <translation>아직 기록 없음</translation>
  </message>
  <message>
   <source>nothing reported</source>
   <translation>보고 없음</translation>
  </message>
  <message>
   <source>nothing to say</source>
   <translation>알릴 것 없음</translation>
  </message>
  <message>
   <source>nothing: it has no selector</source>
   <translation>없음: 셀렉터가 없음</translation>
  </message>
  <message>
   <source>notice</source>
   <translation>알림</translation>
  </message>
  <message>
   <source>now, %1 later</source>
   <translation>지금, %1 뒤</translation>
  </message>
  <message>
   <source>nowhere</source>
   <translation>갈 곳 없음</translation>
  </message>
  <message>
   <source>nowhere: %1</source>
   <translation>갈 곳 없음: %1</translation>
  </message>
  <message>
   <source>object</source>
   <translation>오브젝트</translation>
  </message>
  <message>
   <source>object could not be read</source>
   <translation>읽을 수 없는 오브젝트</translation>
  </message>
  <message>
   <source>objective: p%1 under %2</source>
   <translation>목표: p%1 &lt; %2</translation>
  </message>
  <message>
   <source>objects</source>
   <translation>오브젝트</translation>
  </message>
  <message>
   <source>objects could not be read</source>
   <translation>읽을 수 없는 오브젝트</translation>
  </message>
  <message>
   <source>of %1</source>
   <translation>/ %1</translation>
  </message>
  <message>
   <source>of incomplete pools</source>
   <translation>불완전한 풀</translation>
  </message>
  <message>
   <source>of invalid pools</source>
   <translation>잘못된 풀</translation>
  </message>
  <message>
   <source>of old generations</source>
   <translation>이전 세대</translation>
  </message>
  <message>
   <source>of them in no claim</source>
   <translation>그중 클레임 없음</translation>
  </message>
  <message>
   <source>old DRA manifests for a server of today; nothing is written to a cluster</source>
   <translation>오래된 DRA 매니페스트를 오늘날의 서버에 맞게 바꿉니다. 클러스터에는 아무것도 쓰지 않습니다</translation>
  </message>
  <message>
   <source>old generation</source>
   <translation>이전 세대</translation>
  </message>
  <message>
   <source>older</source>
   <translation>더 오래됨</translation>
  </message>
  <message>
   <source>oldest wait first · hatched = still in this stage</source>
   <translation>오래 기다린 순 · 빗금 = 아직 이 단계에 있음</translation>
  </message>
  <message>
   <source>on</source>
   <translation>위치</translation>
  </message>
  <message>
   <source>on %1</source>
   <translation>%1에서</translation>
  </message>
  <message>
   <source>on %1 instead</source>
   <translation>대신 %1에서</translation>
  </message>
  <message>
   <source>on %1, Enter walks</source>
   <translation>%1, Enter로 이동</translation>
  </message>
  <message>
   <source>one DaemonSet pod</source>
   <translation>DaemonSet 파드 하나</translation>
  </message>
  <message>
   <source>one context at a time, 10 minutes</source>
   <translation>한 번에 한 컨텍스트, 10분</translation>
  </message>
  <message>
   <source>one query failed: %1</source>
   <translation>쿼리 하나 실패: %1</translation>
  </message>
  <message>
   <source>only namespace %1</source>
   <translation>네임스페이스 %1만</translation>
  </message>
  <message>
   <source>only ours</source>
   <translation>여기에만</translation>
  </message>
  <message>
   <source>only tell</source>
   <translation>알리기만</translation>
  </message>
  <message>
   <source>only theirs</source>
   <translation>컨트롤러에만</translation>
  </message>
  <message>
   <source>only those on the allowlist</source>
   <translation>허용 목록의 명령만</translation>
  </message>
  <message>
   <source>only without effect</source>
   <translation>효과 없음만</translation>
  </message>
  <message>
   <source>open</source>
   <translation>열기</translation>
  </message>
  <message>
   <source>or another answer, then Enter</source>
   <translation>또는 다른 답을 쓰고 Enter</translation>
  </message>
  <message>
   <source>other call</source>
   <translation>다른 호출</translation>
  </message>
  <message>
   <source>other calls</source>
   <translation>다른 호출</translation>
  </message>
  <message>
   <source>ours</source>
   <translation>여기</translation>
  </message>
  <message>
   <source>over %1</source>
   <translation>%1 초과</translation>
  </message>
  <message>
   <source>over %1 objective</source>
   <translation>목표 %1 초과</translation>
  </message>
  <message>
   <source>overdue %1</source>
   <translation>%1 지남</translation>
  </message>
  <message>
   <source>own histogram</source>
   <translation>자체 히스토그램</translation>
  </message>
  <message>
   <source>owned by %1</source>
   <translation>소유: %1</translation>
  </message>
  <message>
   <source>owned by %1: patch there, or it comes back</source>
   <translation>%1 소유: 그곳에서 패치하지 않으면 되돌아옵니다</translation>
  </message>
  <message>
   <source>owner</source>
   <translation>소유자</translation>
  </message>
  <message>
   <source>p%1</source>
   <translation>p%1</translation>
  </message>
  <message>
   <source>p%1 %2</source>
   <translation>p%1 %2</translation>
  </message>
  <message>
   <source>p%1 &lt; %2</source>
   <translation>p%1 &lt; %2</translation>
  </message>
  <message>
   <source>p%1 of each stage alone:</source>
   <translation>단계별 p%1:</translation>
  </message>
  <message>
   <source>p%1, stage by stage</source>
   <translation>단계별 p%1</translation>
  </message>
  <message>
   <source>p50</source>
   <translation>p50</translation>
  </message>
  <message>
   <source>p95</source>
   <translation>p95</translation>
  </message>
  <message>
   <source>p99</source>
   <translation>p99</translation>
  </message>
  <message>
   <source>pan</source>
   <translation>이동</translation>
  </message>
  <message>
   <source>part</source>
   <translation>일부</translation>
  </message>
  <message>
   <source>partition</source>
   <translation>파티션</translation>
  </message>
  <message>
   <source>partitions</source>
   <translation>파티션</translation>
  </message>
  <message>
   <source>passed</source>
   <translation>통과</translation>
  </message>
  <message>
   <source>patch there, or it comes back</source>
   <translation>그곳에서 패치하지 않으면 되돌아옵니다</translation>
  </message>
  <message>
   <source>paused, %1</source>
   <translation>일시 정지됨, %1</translation>
  </message>
  <message>
   <source>peak of 3 h: %1%2</source>
   <translation>3시간 최고: %1%2</translation>
  </message>
  <message>
   <source>pending</source>
   <translation>대기</translation>
  </message>
  <message>
   <source>perhaps ours</source>
   <translation>여기에 있을 수 있음</translation>
  </message>
  <message>
   <source>permission is missing</source>
   <translation>부족한 권한</translation>
  </message>
  <message>
   <source>permissions are missing</source>
   <translation>부족한 권한</translation>
  </message>
  <message>
   <source>picture</source>
   <translation>그림</translation>
  </message>
  <message>
   <source>pictures</source>
   <translation>그림</translation>
  </message>
  <message>
   <source>plan against what happens</source>
   <translation>계획과 실제</translation>
  </message>
  <message>
   <source>planned %1</source>
   <translation>%1 계획함</translation>
  </message>
  <message>
   <source>pod</source>
   <translation>파드</translation>
  </message>
  <message>
   <source>pod %1</source>
   <translation>파드 %1</translation>
  </message>
  <message>
   <source>pod %1 is terminating</source>
   <translation>파드 %1이(가) 종료 중</translation>
  </message>
  <message>
   <source>pod gets</source>
   <translation>파드</translation>
  </message>
  <message>
   <source>pod stays</source>
   <translation>파드</translation>
  </message>
  <message>
   <source>pod with claims</source>
   <translation>클레임 있는 파드</translation>
  </message>
  <message>
   <source>pods</source>
   <translation>파드</translation>
  </message>
  <message>
   <source>pods get</source>
   <translation>파드</translation>
  </message>
  <message>
   <source>pods stay</source>
   <translation>파드</translation>
  </message>
  <message>
   <source>pods that fit at once, by devices a pod; whole devices only, CPU and memory are not asked</source>
   <translation>동시에 들어맞는 파드, 파드당 장치 수별. 온전한 장치만 세며 CPU와 메모리는 보지 않음</translation>
  </message>
  <message>
   <source>pods with claims</source>
   <translation>클레임 있는 파드</translation>
  </message>
  <message>
   <source>poll</source>
   <translation>폴링</translation>
  </message>
  <message>
   <source>pool</source>
   <translation>풀</translation>
  </message>
  <message>
   <source>pool %1</source>
   <translation>풀 %1</translation>
  </message>
  <message>
   <source>pool complete</source>
   <translation>풀 완전함</translation>
  </message>
  <message>
   <source>pool incomplete</source>
   <translation>풀 불완전</translation>
  </message>
  <message>
   <source>pools</source>
   <translation>풀</translation>
  </message>
  <message>
   <source>prepare</source>
   <translation>준비</translation>
  </message>
  <message>
   <source>prepare failed first</source>
   <translation>먼저 준비 실패</translation>
  </message>
  <message>
   <source>prepare, sandbox and network</source>
   <translation>준비, 샌드박스, 네트워크</translation>
  </message>
  <message>
   <source>prepared</source>
   <translation>준비</translation>
  </message>
  <message>
   <source>published</source>
   <translation>게시됨</translation>
  </message>
  <message>
   <source>published %1</source>
   <translation>%1 게시</translation>
  </message>
  <message>
   <source>published again</source>
   <translation>다시 게시됨</translation>
  </message>
  <message>
   <source>publishes no devices</source>
   <translation>게시한 장치 없음</translation>
  </message>
  <message>
   <source>queries so far</source>
   <translation>지금까지 쿼리</translation>
  </message>
  <message>
   <source>query so far</source>
   <translation>지금까지 쿼리</translation>
  </message>
  <message>
   <source>quota</source>
   <translation>쿼터</translation>
  </message>
  <message>
   <source>quotas</source>
   <translation>쿼터</translation>
  </message>
  <message>
   <source>ready</source>
   <translation>준비됨</translation>
  </message>
  <message>
   <source>recommended</source>
   <translation>권장</translation>
  </message>
  <message>
   <source>recorded since %1 · %2 moments · %3</source>
   <translation>%1부터 기록 · 시점 %2개 · %3</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>거부됨</translation>
  </message>
  <message>
   <source>rehearsed</source>
   <translation>예행함</translation>
  </message>
  <message>
   <source>rehearsed with server dry run at %1, nothing was changed</source>
   <translation>%1에 서버 드라이런으로 예행함, 아무것도 바뀌지 않음</translation>
  </message>
  <message>
   <source>released</source>
   <translation>해제됨</translation>
  </message>
  <message>
   <source>released %1</source>
   <translation>%1 해제됨</translation>
  </message>
  <message>
   <source>released %1 on %2</source>
   <translation>%2의 %1 해제</translation>
  </message>
  <message>
   <source>reserved by no pod</source>
   <translation>예약한 파드 없음</translation>
  </message>
  <message>
   <source>reserved for %1</source>
   <translation>%1 예약</translation>
  </message>
  <message>
   <source>reserved for %1 and others, %2 in all</source>
   <translation>%1 등 모두 %2개가 예약</translation>
  </message>
  <message>
   <source>resumed</source>
   <translation>재개됨</translation>
  </message>
  <message>
   <source>retries</source>
   <translation>재시도</translation>
  </message>
  <message>
   <source>retry</source>
   <translation>재시도</translation>
  </message>
  <message>
   <source>room on nodes that are handed over</source>
   <translation>이관된 노드에 여유 있음</translation>
  </message>
  <message>
   <source>row</source>
   <translation>행</translation>
  </message>
  <message>
   <source>rows</source>
   <translation>행</translation>
  </message>
  <message>
   <source>rule %1</source>
   <translation>규칙 %1</translation>
  </message>
  <message>
   <source>rules are hidden: at least %1</source>
   <translation>규칙이 숨겨짐: 최소 %1</translation>
  </message>
  <message>
   <source>running</source>
   <translation>실행 중</translation>
  </message>
  <message>
   <source>runs</source>
   <translation>실행</translation>
  </message>
  <message>
   <source>runs on</source>
   <translation>실행 위치</translation>
  </message>
  <message>
   <source>same</source>
   <translation>같음</translation>
  </message>
  <message>
   <source>same as before</source>
   <translation>이전과 같음</translation>
  </message>
  <message>
   <source>sampled: %1 of scheduling cycles</source>
   <translation>표본: 스케줄링 주기의 %1</translation>
  </message>
  <message>
   <source>scaled %1 → %2</source>
   <translation>규모 %1 → %2</translation>
  </message>
  <message>
   <source>scheduled</source>
   <translation>스케줄링</translation>
  </message>
  <message>
   <source>scheduling p95</source>
   <translation>스케줄링 p95</translation>
  </message>
  <message>
   <source>searching</source>
   <translation>검색 중</translation>
  </message>
  <message>
   <source>second source</source>
   <translation>보조 소스</translation>
  </message>
  <message>
   <source>second source, %1</source>
   <translation>보조 소스, %1</translation>
  </message>
  <message>
   <source>second source: Prometheus</source>
   <translation>보조 소스: Prometheus</translation>
  </message>
  <message>
   <source>second source: Prometheus at %1</source>
   <translation>보조 소스: %1의 Prometheus</translation>
  </message>
  <message>
   <source>second source: dcgm-exporter at %1, joined by %2</source>
   <translation>보조 소스: %1의 dcgm-exporter, %2 기준으로 연결</translation>
  </message>
  <message>
   <source>sends no more evictions, the node stays cordoned</source>
   <translation>축출을 더 보내지 않으며 노드는 스케줄링 차단된 채 남습니다</translation>
  </message>
  <message>
   <source>sends nothing more, what is done stays done</source>
   <translation>더 보내지 않으며 한 일은 그대로 남습니다</translation>
  </message>
  <message>
   <source>sent</source>
   <translation>보냄</translation>
  </message>
  <message>
   <source>served</source>
   <translation>제공됨</translation>
  </message>
  <message>
   <source>server too old</source>
   <translation>서버가 오래됨</translation>
  </message>
  <message>
   <source>service account of a driver</source>
   <translation>드라이버의 서비스 어카운트</translation>
  </message>
  <message>
   <source>several states</source>
   <translation>여러 상태</translation>
  </message>
  <message>
   <source>shares as bars</source>
   <translation>비율을 막대로</translation>
  </message>
  <message>
   <source>short of pods</source>
   <translation>파드 부족</translation>
  </message>
  <message>
   <source>show in topology</source>
   <translation>토폴로지에서 보기</translation>
  </message>
  <message>
   <source>shown</source>
   <translation>표시 중</translation>
  </message>
  <message>
   <source>silent</source>
   <translation>응답 없음</translation>
  </message>
  <message>
   <source>since %1</source>
   <translation>%1부터</translation>
  </message>
  <message>
   <source>slice</source>
   <translation>슬라이스</translation>
  </message>
  <message>
   <source>slices</source>
   <translation>슬라이스</translation>
  </message>
  <message>
   <source>somebody</source>
   <translation>누군가</translation>
  </message>
  <message>
   <source>spec.pool of the ResourceSlices of %1</source>
   <translation>%1의 ResourceSlice의 spec.pool</translation>
  </message>
  <message>
   <source>stale, as of dcgm-exporter</source>
   <translation>오래됨, dcgm-exporter 기준</translation>
  </message>
  <message>
   <source>start</source>
   <translation>시작</translation>
  </message>
  <message>
   <source>started</source>
   <translation>시작</translation>
  </message>
  <message>
   <source>status.allocatable of the nodes that have DRA devices</source>
   <translation>DRA 장치가 있는 노드의 status.allocatable</translation>
  </message>
  <message>
   <source>status.conditions: EvictionInProgress = False, reason NoEffect, %1</source>
   <translation>status.conditions: EvictionInProgress = False, 이유 NoEffect, %1</translation>
  </message>
  <message>
   <source>stays pinned</source>
   <translation>고정된 채 남음</translation>
  </message>
  <message>
   <source>step</source>
   <translation>단계</translation>
  </message>
  <message>
   <source>steps</source>
   <translation>단계</translation>
  </message>
  <message>
   <source>still on %1</source>
   <translation>아직 %1에 있음</translation>
  </message>
  <message>
   <source>still reserved by %1 (consumer|consumers)</source>
   <translation>아직 소비자 %1개가 예약 중</translation>
  </message>
  <message>
   <source>stored in %1</source>
   <translation>%1에 저장됨</translation>
  </message>
  <message>
   <source>stranded: %1 %2 on %3</source>
   <translation>낭비: %3의 %1 %2</translation>
  </message>
  <message>
   <source>sum of %1 counters</source>
   <translation>카운터 %1개의 합</translation>
  </message>
  <message>
   <source>suspended</source>
   <translation>일시 중단됨</translation>
  </message>
  <message>
   <source>taint %1 removed</source>
   <translation>테인트 %1 제거</translation>
  </message>
  <message>
   <source>taint rule</source>
   <translation>테인트 규칙</translation>
  </message>
  <message>
   <source>taint rules</source>
   <translation>테인트 규칙</translation>
  </message>
  <message>
   <source>tainted %1</source>
   <translation>테인트 %1 추가</translation>
  </message>
  <message>
   <source>taints %1</source>
   <translation>%1에 테인트</translation>
  </message>
  <message>
   <source>taints %2 instead of %1</source>
   <translation>%1 대신 %2에 테인트</translation>
  </message>
  <message>
   <source>the EKS guide's dashboard</source>
   <translation>EKS 가이드의 대시보드</translation>
  </message>
  <message>
   <source>the answer was cut: there are more series than these</source>
   <translation>응답이 잘렸습니다. 시계열이 더 있습니다</translation>
  </message>
  <message>
   <source>the cluster</source>
   <translation>클러스터</translation>
  </message>
  <message>
   <source>the corrected query is drawn</source>
   <translation>고친 쿼리를 그림</translation>
  </message>
  <message>
   <source>the drivers of its devices on %1</source>
   <translation>%1에 있는 장치의 드라이버</translation>
  </message>
  <message>
   <source>the first %1 of %2 rows</source>
   <translation>%2행 중 처음 %1행</translation>
  </message>
  <message>
   <source>the first %1 of %2 series</source>
   <translation>시계열 %2개 중 처음 %1개</translation>
  </message>
  <message>
   <source>the folder cannot be made</source>
   <translation>폴더를 만들 수 없음</translation>
  </message>
  <message>
   <source>the guide</source>
   <translation>가이드</translation>
  </message>
  <message>
   <source>the name is known</source>
   <translation>이름을 찾음</translation>
  </message>
  <message>
   <source>the same cluster on 1.30 with classic DRA (v1alpha2: ResourceClass and parameters)</source>
   <translation>같은 클러스터, 1.30의 클래식 DRA(v1alpha2: ResourceClass와 파라미터)</translation>
  </message>
  <message>
   <source>the scheduler's message is older</source>
   <translation>스케줄러 메시지가 더 오래됨</translation>
  </message>
  <message>
   <source>the server has not answered yet</source>
   <translation>서버가 아직 답하지 않음</translation>
  </message>
  <message>
   <source>the server is asked</source>
   <translation>서버에 묻는 중</translation>
  </message>
  <message>
   <source>the server is asked what it would do</source>
   <translation>서버에 무엇을 할지 묻는 중</translation>
  </message>
  <message>
   <source>the server knows who you are</source>
   <translation>서버가 사용자를 알아봄</translation>
  </message>
  <message>
   <source>the server refuses %1: %2</source>
   <translation>서버가 %1 거부: %2</translation>
  </message>
  <message>
   <source>the server refuses a step</source>
   <translation>서버가 한 단계를 거부함</translation>
  </message>
  <message>
   <source>the server refuses: %1</source>
   <translation>서버가 거부: %1</translation>
  </message>
  <message>
   <source>the server sets timeAdded to now, no new claim gets a device</source>
   <translation>서버가 timeAdded를 지금으로 정하며, 새 클레임은 이 장치를 받지 못함</translation>
  </message>
  <message>
   <source>the server was not asked</source>
   <translation>서버에 묻지 않음</translation>
  </message>
  <message>
   <source>the window is paused at %1</source>
   <translation>창이 %1에서 일시 정지됨</translation>
  </message>
  <message>
   <source>thing</source>
   <translation>항목</translation>
  </message>
  <message>
   <source>things</source>
   <translation>항목</translation>
  </message>
  <message>
   <source>this context is read-only</source>
   <translation>이 컨텍스트는 읽기 전용</translation>
  </message>
  <message>
   <source>this demo stands still and has no server</source>
   <translation>이 데모는 멈춰 있고 서버가 없음</translation>
  </message>
  <message>
   <source>this source cannot be changed</source>
   <translation>이 소스는 바꿀 수 없음</translation>
  </message>
  <message>
   <source>through the API server</source>
   <translation>API 서버를 거쳐</translation>
  </message>
  <message>
   <source>to come</source>
   <translation>예정</translation>
  </message>
  <message>
   <source>to evict %1</source>
   <translation>%1 축출</translation>
  </message>
  <message>
   <source>to forecast what budgets allow</source>
   <translation>예산이 허용하는 것을 예측</translation>
  </message>
  <message>
   <source>to see every pod of the node</source>
   <translation>노드의 모든 파드 보기</translation>
  </message>
  <message>
   <source>to see that they are the same pods, and that they go</source>
   <translation>같은 파드인지, 떠나는지 확인</translation>
  </message>
  <message>
   <source>to see whether their DaemonSets exist</source>
   <translation>DaemonSet이 있는지 확인</translation>
  </message>
  <message>
   <source>to taint devices</source>
   <translation>장치 테인트</translation>
  </message>
  <message>
   <source>to write the lease</source>
   <translation>기한 기록</translation>
  </message>
  <message>
   <source>took %1</source>
   <translation>%1 걸림</translation>
  </message>
  <message>
   <source>true %1</source>
   <translation>true %1</translation>
  </message>
  <message>
   <source>try %1</source>
   <translation>%1 시도</translation>
  </message>
  <message>
   <source>trying now</source>
   <translation>지금 시도 중</translation>
  </message>
  <message>
   <source>two GPU and two CPU nodes, everything allocated and well</source>
   <translation>GPU 노드 둘, CPU 노드 둘, 모두 할당되고 정상</translation>
  </message>
  <message>
   <source>uncordoned</source>
   <translation>스케줄링 허용됨</translation>
  </message>
  <message>
   <source>under</source>
   <translation>미만</translation>
  </message>
  <message>
   <source>under way</source>
   <translation>진행 중</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>알 수 없음</translation>
  </message>
  <message>
   <source>unknown, reason given</source>
   <translation>알 수 없음, 이유 표시</translation>
  </message>
  <message>
   <source>unknown: no samples of it</source>
   <translation>알 수 없음: 샘플 없음</translation>
  </message>
  <message>
   <source>until v1.%1</source>
   <translation>v1.%1까지</translation>
  </message>
  <message>
   <source>up to %1</source>
   <translation>최대 %1</translation>
  </message>
  <message>
   <source>up to 1 day</source>
   <translation>1일까지</translation>
  </message>
  <message>
   <source>up to 1 h</source>
   <translation>1시간까지</translation>
  </message>
  <message>
   <source>up to 10 min</source>
   <translation>10분까지</translation>
  </message>
  <message>
   <source>up to 3 are watched at once; Enter opens</source>
   <translation>한 번에 최대 3개 감시 · Enter로 열기</translation>
  </message>
  <message>
   <source>up to 6 h</source>
   <translation>6시간까지</translation>
  </message>
  <message>
   <source>up to 7 days</source>
   <translation>7일까지</translation>
  </message>
  <message>
   <source>uses</source>
   <translation>사용</translation>
  </message>
  <message>
   <source>value</source>
   <translation>값</translation>
  </message>
  <message>
   <source>values</source>
   <translation>값</translation>
  </message>
  <message>
   <source>verifying</source>
   <translation>검증 중</translation>
  </message>
  <message>
   <source>violet: the binding</source>
   <translation>보라: 바인딩</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>대기 중</translation>
  </message>
  <message>
   <source>waiting for allocation</source>
   <translation>할당 대기</translation>
  </message>
  <message>
   <source>waiting for binding</source>
   <translation>바인딩 대기</translation>
  </message>
  <message>
   <source>waiting for claims to be created</source>
   <translation>클레임 생성 대기</translation>
  </message>
  <message>
   <source>waits</source>
   <translation>대기</translation>
  </message>
  <message>
   <source>waits for %1</source>
   <translation>%1 대기</translation>
  </message>
  <message>
   <source>waits for a free place</source>
   <translation>빈자리 대기</translation>
  </message>
  <message>
   <source>waits for allocation</source>
   <translation>할당 대기</translation>
  </message>
  <message>
   <source>waits for binding</source>
   <translation>바인딩 대기</translation>
  </message>
  <message>
   <source>waits for its claim</source>
   <translation>클레임 대기</translation>
  </message>
  <message>
   <source>waits for its finalizer</source>
   <translation>finalizer를 기다림</translation>
  </message>
  <message>
   <source>waits for prepare</source>
   <translation>준비 대기</translation>
  </message>
  <message>
   <source>waits for start</source>
   <translation>시작 대기</translation>
  </message>
  <message>
   <source>waits for the controller</source>
   <translation>컨트롤러 대기 중</translation>
  </message>
  <message>
   <source>waits: %1</source>
   <translation>대기: %1</translation>
  </message>
  <message>
   <source>warning</source>
   <translation>경고</translation>
  </message>
  <message>
   <source>warnings</source>
   <translation>경고</translation>
  </message>
  <message>
   <source>watch</source>
   <translation>watch</translation>
  </message>
  <message>
   <source>what Jobs hold and held</source>
   <translation>Job이 점유하거나 점유했던 것</translation>
  </message>
  <message>
   <source>what is gone is known since %1</source>
   <translation>사라진 것은 %1부터 알고 있음</translation>
  </message>
  <message>
   <source>what this answer rests on</source>
   <translation>이 답이 기대는 것</translation>
  </message>
  <message>
   <source>when the effect is NoExecute</source>
   <translation>효과가 NoExecute일 때</translation>
  </message>
  <message>
   <source>which devices match, as you type; nothing is written</source>
   <translation>어느 장치가 맞는지 입력하는 대로 보여 줍니다. 아무것도 쓰지 않습니다</translation>
  </message>
  <message>
   <source>whole card</source>
   <translation>카드 전체</translation>
  </message>
  <message>
   <source>will wait: %1</source>
   <translation>대기 예상: %1</translation>
  </message>
  <message>
   <source>with admin access</source>
   <translation>관리자 접근</translation>
  </message>
  <message>
   <source>with devices</source>
   <translation>장치 있음</translation>
  </message>
  <message>
   <source>with pending claims</source>
   <translation>대기 클레임 있음</translation>
  </message>
  <message>
   <source>with waiting claims</source>
   <translation>대기 클레임 있음</translation>
  </message>
  <message>
   <source>withdrawn with %1</source>
   <translation>%1와 함께 거둠</translation>
  </message>
  <message>
   <source>within %1</source>
   <translation>%1 이내</translation>
  </message>
  <message>
   <source>without claims now</source>
   <translation>현재 클레임 없음</translation>
  </message>
  <message>
   <source>workload</source>
   <translation>워크로드</translation>
  </message>
  <message>
   <source>workloads</source>
   <translation>워크로드</translation>
  </message>
  <message>
   <source>would fit</source>
   <translation>적합</translation>
  </message>
  <message>
   <source>write</source>
   <translation>쓰기</translation>
  </message>
  <message>
   <source>written anew</source>
   <translation>새로 작성됨</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>예</translation>
  </message>
  <message>
   <source>yesterday</source>
   <translation>어제</translation>
  </message>
  <message>
   <source>you</source>
   <translation>나</translation>
  </message>
  <message>
   <source>your own query</source>
   <translation>직접 정한 쿼리</translation>
  </message>
  <message>
   <source>zoom</source>
   <translation>확대·축소</translation>
  </message>
  <message>
   <source>~ changed</source>
   <translation>~ 변경</translation>
  </message>
  <message>
   <source>− removed</source>
   <translation>− 제거</translation>
  </message>
 </context>
 <context>
  <name>Model</name>
  <message>
   <source>%1 (claim holds|claims hold)  %2 of nodes that are gone</source>
   <translation>클레임 %1개가 사라진 노드의 %2 점유</translation>
  </message>
  <message>
   <source>%1 (claim holds|claims hold) %2 that no pod uses, such as %3</source>
   <translation>클레임 %1개가 쓰는 파드 없는 %2 점유, 예: %3</translation>
  </message>
  <message>
   <source>%1 (claim moves|claims move)</source>
   <translation>클레임 %1개 이동</translation>
  </message>
  <message>
   <source>%1 (claim stays|claims stay)</source>
   <translation>클레임 %1개 그대로</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait)</source>
   <translation>클레임 %1개 대기</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait) for %2 for %3</source>
   <translation>클레임 %1개가 %2 대기, %3째</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait) for %2: no node has %3 free</source>
   <translation>클레임 %1개가 %2 대기: 여유 %3개인 노드 없음</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait) for (a|an) %2, and none of the %3 is free</source>
   <translation>클레임 %1개가 %2 대기 중이며, %3개 모두 여유가 없습니다</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait) for (a|an) %2, and the only one is not free</source>
   <translation>클레임 %1개가 %2 대기 중이며, 하나뿐인 장치에 여유가 없습니다</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait) for binding condition %2 of %3</source>
   <translation>클레임 %1개가 %3의 바인딩 조건 %2 대기</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait) for binding conditions of %2</source>
   <translation>클레임 %1개가 %2의 바인딩 조건 대기</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait) to be prepared</source>
   <translation>클레임 %1개가 준비 대기</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait), none for long</source>
   <translation>클레임 %1개가 대기 중이지만 오래된 것은 없습니다</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait). %2</source>
   <translation>클레임 %1개가 대기 중입니다. %2</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait). %2 of them need (a|an) %3, and none of the %4 is free</source>
   <translation>클레임 %1개가 대기 중입니다. 그중 %2에 %3 장치가 필요하지만 %4개 모두 여유가 없습니다</translation>
  </message>
  <message>
   <source>%1 (claim waits|claims wait). One of them needs (a|an) %2, and none of the %3 is free</source>
   <translation>클레임 %1개가 대기 중입니다. 그중 1개에 %2 장치가 필요하지만 %3개 모두 여유가 없습니다</translation>
  </message>
  <message>
   <source>%1 (device is|devices are) tainted %2</source>
   <translation>장치 %1개 테인트됨: %2</translation>
  </message>
  <message>
   <source>%1 (is|are) reserved for something that is no pod</source>
   <translation>%1: 파드가 아닌 것이 예약함</translation>
  </message>
  <message>
   <source>%1 (needs|need) a change</source>
   <translation>%1개는 변경이 필요합니다</translation>
  </message>
  <message>
   <source>%1 (needs|need) a change, %2 cannot move yet</source>
   <translation>%1개는 변경이 필요하고 %2개는 아직 이전할 수 없습니다</translation>
  </message>
  <message>
   <source>%1 (node goes|nodes go) back to the device plugin</source>
   <translation>노드 %1개가 장치 플러그인으로 돌아갑니다</translation>
  </message>
  <message>
   <source>%1 (node serves|nodes serve) claims alone then</source>
   <translation>그러면 노드 %1개가 클레임만 제공합니다</translation>
  </message>
  <message>
   <source>%1 (node should publish devices and does not|nodes should publish devices and do not), the first is %2</source>
   <translation>장치를 게시해야 하지만 하지 않는 노드 %1개, 처음은 %2</translation>
  </message>
  <message>
   <source>%1 (pod is|pods are) Terminating, the longest since %2</source>
   <translation>종료 중인 파드 %1개, 최장 %2째</translation>
  </message>
  <message>
   <source>%1 (pod waits|pods wait) for prepared devices on %2</source>
   <translation>%2에서 파드 %1개가 장치 준비 대기</translation>
  </message>
  <message>
   <source>%1 (pod waits|pods wait) without a claim for up to %2 (%3: a quota refuses them)</source>
   <translation>파드 %1개가 최대 %2째 클레임 없이 대기 (%3개: 쿼터 거부)</translation>
  </message>
  <message>
   <source>%1 (pod waits|pods wait) without a claim until others in the namespace end or the quota grows</source>
   <translation>네임스페이스의 다른 것이 끝나거나 쿼터가 늘 때까지 파드 %1개가 클레임 없이 대기</translation>
  </message>
  <message>
   <source>%1 (pod|pods) evicted</source>
   <translation>파드 %1개 축출</translation>
  </message>
  <message>
   <source>%1 (pod|pods) replaced</source>
   <translation>파드 %1개 교체</translation>
  </message>
  <message>
   <source>%1 (pod|pods) with claims replace the old ones, by the workload's own rollout</source>
   <translation>클레임이 있는 파드 %1개가 워크로드의 롤아웃으로 기존 파드를 대체합니다</translation>
  </message>
  <message>
   <source>%1 (pod|pods) would have nowhere to go</source>
   <translation>파드 %1개가 갈 곳이 없습니다</translation>
  </message>
  <message>
   <source>%1 (pod|pods): %2</source>
   <translation>파드 %1개: %2</translation>
  </message>
  <message>
   <source>%1 (serves|serve) the device plugin and claims</source>
   <translation>%1: 장치 플러그인과 클레임을 함께 제공</translation>
  </message>
  <message>
   <source>%1 (step|steps) looked, all ruled out</source>
   <translation>단계 %1개를 확인했고 모두 배제되었습니다</translation>
  </message>
  <message>
   <source>%1 CEL term</source>
   <translation>CEL 항 %1개</translation>
  </message>
  <message>
   <source>%1 CEL terms</source>
   <translation>CEL 항 %1개</translation>
  </message>
  <message>
   <source>%1 GPU node of %2 without a taint</source>
   <translation>%2의 GPU 노드 %1개에 테인트 없음</translation>
  </message>
  <message>
   <source>%1 GPU nodes of %2 without a taint</source>
   <translation>%2의 GPU 노드 %1개에 테인트 없음</translation>
  </message>
  <message>
   <source>%1 PodSchedulingContexts</source>
   <translation>PodSchedulingContext %1개</translation>
  </message>
  <message>
   <source>%1 ResourceClaimTemplates</source>
   <translation>ResourceClaimTemplate %1개</translation>
  </message>
  <message>
   <source>%1 ResourceClaims</source>
   <translation>ResourceClaim %1개</translation>
  </message>
  <message>
   <source>%1 ResourceClasses</source>
   <translation>ResourceClass %1개</translation>
  </message>
  <message>
   <source>%1 Terminating for %2: still holds %3</source>
   <translation>%1, %2째 종료 중: 아직 %3 점유</translation>
  </message>
  <message>
   <source>%1 Terminating for %2: unprepare waits for the driver</source>
   <translation>%1, %2째 종료 중: 드라이버의 unprepare 대기</translation>
  </message>
  <message>
   <source>%1 against every device and node</source>
   <translation>모든 장치와 노드에 대해 %1</translation>
  </message>
  <message>
   <source>%1 allocated claims are held: %2</source>
   <translation>할당된 클레임 %1개가 멈춤: %2</translation>
  </message>
  <message>
   <source>%1 allows admin access, and no claim of it asks for that</source>
   <translation>%1은(는) 관리자 접근을 허용하지만 요청하는 클레임이 없음</translation>
  </message>
  <message>
   <source>%1 and it fits</source>
   <translation>%1: 들어맞습니다</translation>
  </message>
  <message>
   <source>%1 and it starts now</source>
   <translation>%1: 바로 시작됩니다</translation>
  </message>
  <message>
   <source>%1 are forbidden</source>
   <translation>%1 권한 없음</translation>
  </message>
  <message>
   <source>%1 are forbidden: %2</source>
   <translation>%1 권한 없음: %2</translation>
  </message>
  <message>
   <source>%1 are hidden or late</source>
   <translation>%1: 숨겨졌거나 늦음</translation>
  </message>
  <message>
   <source>%1 are not current</source>
   <translation>%1 최신 아님</translation>
  </message>
  <message>
   <source>%1 are not current, contact is lost</source>
   <translation>%1 최신 아님, 연결 끊김</translation>
  </message>
  <message>
   <source>%1 are not current: %2</source>
   <translation>%1 최신 아님: %2</translation>
  </message>
  <message>
   <source>%1 are not known</source>
   <translation>%1은(는) 알 수 없음</translation>
  </message>
  <message>
   <source>%1 are not served: %2</source>
   <translation>%1 제공되지 않음: %2</translation>
  </message>
  <message>
   <source>%1 are on a node without a reserved claim</source>
   <translation>%1: 예약된 클레임 없이 노드에 있음</translation>
  </message>
  <message>
   <source>%1 are reserved for pods that do not exist</source>
   <translation>%1: 없는 파드들이 예약함</translation>
  </message>
  <message>
   <source>%1 are served by %2; that does not tell the gate</source>
   <translation>%1은(는) %2이(가) 제공하지만 게이트를 알려 주지는 않음</translation>
  </message>
  <message>
   <source>%1 are still loading</source>
   <translation>%1 불러오는 중</translation>
  </message>
  <message>
   <source>%1 at a time</source>
   <translation>한 번에 %1개</translation>
  </message>
  <message>
   <source>%1 at the newest generation</source>
   <translation>최신 세대 %1</translation>
  </message>
  <message>
   <source>%1 at the newest generation, incomplete: %2</source>
   <translation>최신 세대 %1, 불완전: %2</translation>
  </message>
  <message>
   <source>%1 becomes %2</source>
   <translation>%1이(가) %2(으)로 바뀝니다</translation>
  </message>
  <message>
   <source>%1 being deleted for up to %2</source>
   <translation>%1, 최대 %2째 삭제 중</translation>
  </message>
  <message>
   <source>%1 being deleted for up to %2 (hold|holds) %3</source>
   <translation>%1, 최대 %2째 삭제 중, %3 점유</translation>
  </message>
  <message>
   <source>%1 belong to DaemonSets</source>
   <translation>%1, DaemonSet 소속</translation>
  </message>
  <message>
   <source>%1 belongs to %2</source>
   <translation>%1은 %2 소유입니다</translation>
  </message>
  <message>
   <source>%1 belongs to a DaemonSet</source>
   <translation>%1, DaemonSet 소속</translation>
  </message>
  <message>
   <source>%1 blocked by siblings</source>
   <translation>형제 파티션에 막힘 %1</translation>
  </message>
  <message>
   <source>%1 can be drained</source>
   <translation>%1 드레인할 수 있습니다</translation>
  </message>
  <message>
   <source>%1 can be drained. %2</source>
   <translation>%1 드레인할 수 있습니다. %2</translation>
  </message>
  <message>
   <source>%1 can be evicted</source>
   <translation>축출 가능 %1</translation>
  </message>
  <message>
   <source>%1 can be evicted, %2 stay</source>
   <translation>축출 가능 %1, 그대로 %2</translation>
  </message>
  <message>
   <source>%1 can be evicted, %2 stay, %3 blocked</source>
   <translation>축출 가능 %1, 그대로 %2, 막힘 %3</translation>
  </message>
  <message>
   <source>%1 can be released: no pod uses it. %2</source>
   <translation>%1: 해제할 수 있음. 쓰는 파드가 없습니다. %2</translation>
  </message>
  <message>
   <source>%1 can be released: no pod uses it. %2 become free; %3 can start then</source>
   <translation>%1: 해제할 수 있음. 쓰는 파드가 없습니다. %2에 여유가 생기고 %3이(가) 시작할 수 있습니다</translation>
  </message>
  <message>
   <source>%1 cannot be drained yet: %2 (pod blocks|pods block) it</source>
   <translation>%1: 아직 드레인할 수 없음. 파드 %2개가 막음</translation>
  </message>
  <message>
   <source>%1 cannot be patched</source>
   <translation>%1을 패치할 수 없습니다</translation>
  </message>
  <message>
   <source>%1 cannot be read</source>
   <translation>%1 읽을 수 없음</translation>
  </message>
  <message>
   <source>%1 cannot be read: %2</source>
   <translation>%1 읽을 수 없음: %2</translation>
  </message>
  <message>
   <source>%1 cannot be read: counts are at least</source>
   <translation>%1 읽을 수 없음: 수는 최솟값</translation>
  </message>
  <message>
   <source>%1 cannot move yet</source>
   <translation>%1개는 아직 이전할 수 없습니다</translation>
  </message>
  <message>
   <source>%1 check</source>
   <translation>검사 %1개</translation>
  </message>
  <message>
   <source>%1 checks</source>
   <translation>검사 %1개</translation>
  </message>
  <message>
   <source>%1 claim</source>
   <translation>클레임 %1개</translation>
  </message>
  <message>
   <source>%1 claims</source>
   <translation>클레임 %1개</translation>
  </message>
  <message>
   <source>%1 claims wait while %2 (device is|devices are) free; %3</source>
   <translation>여유 장치 %2개가 있는데 클레임 %1개가 대기; %3</translation>
  </message>
  <message>
   <source>%1 claims wait. %2</source>
   <translation>클레임 %1개가 대기 중입니다. %2</translation>
  </message>
  <message>
   <source>%1 compute nothing; the longest is %2: %3</source>
   <translation>%1 아무것도 계산하지 않음, 최장 %2: %3</translation>
  </message>
  <message>
   <source>%1 count as free and cannot be taken</source>
   <translation>%1개는 여유로 세지만 쓸 수 없음</translation>
  </message>
  <message>
   <source>%1 critical</source>
   <translation>심각 %1</translation>
  </message>
  <message>
   <source>%1 critical finding</source>
   <translation>심각 %1건</translation>
  </message>
  <message>
   <source>%1 critical findings</source>
   <translation>심각 %1건</translation>
  </message>
  <message>
   <source>%1 device</source>
   <translation>장치 %1개</translation>
  </message>
  <message>
   <source>%1 device of class %2</source>
   <translation>클래스 %2 장치 %1개</translation>
  </message>
  <message>
   <source>%1 devices</source>
   <translation>장치 %1개</translation>
  </message>
  <message>
   <source>%1 devices by state</source>
   <translation>상태별 장치 %1개</translation>
  </message>
  <message>
   <source>%1 devices cannot be given out: %2</source>
   <translation>장치 %1개를 나눠 줄 수 없음: %2</translation>
  </message>
  <message>
   <source>%1 devices of %2</source>
   <translation>%2의 장치 %1개</translation>
  </message>
  <message>
   <source>%1 devices of %2 no longer published while claims hold them</source>
   <translation>%2 장치 %1개가 게시되지 않음, 클레임이 점유 중</translation>
  </message>
  <message>
   <source>%1 devices of %2 on %3 are unhealthy</source>
   <translation>%3의 %2 장치 %1개 비정상</translation>
  </message>
  <message>
   <source>%1 devices of %2 on %3 are unhealthy, %4 (claim uses|claims use) them</source>
   <translation>%3의 %2 장치 %1개 비정상, 클레임 %4개 사용 중</translation>
  </message>
  <message>
   <source>%1 devices of class %2</source>
   <translation>클래스 %2 장치 %1개</translation>
  </message>
  <message>
   <source>%1 does not answer on %2, where claims need it</source>
   <translation>%1: 클레임이 필요로 하는 %2에서 응답하지 않습니다</translation>
  </message>
  <message>
   <source>%1 does not exist, %2 (claim waits|claims wait)</source>
   <translation>%1 없음, 클레임 %2개 대기</translation>
  </message>
  <message>
   <source>%1 does not exist, %2 (template names|templates name) it</source>
   <translation>%1 없음, 템플릿 %2개가 가리킴</translation>
  </message>
  <message>
   <source>%1 does not have it</source>
   <translation>%1에는 없음</translation>
  </message>
  <message>
   <source>%1 does not look at claims: its new nodes may not have the devices that a pod waits for</source>
   <translation>%1은(는) 클레임을 보지 않으므로 새 노드에 파드가 기다리는 장치가 없을 수 있음</translation>
  </message>
  <message>
   <source>%1 driver</source>
   <translation>드라이버 %1개</translation>
  </message>
  <message>
   <source>%1 drivers</source>
   <translation>드라이버 %1개</translation>
  </message>
  <message>
   <source>%1 entries</source>
   <translation>항목 %1개</translation>
  </message>
  <message>
   <source>%1 entry</source>
   <translation>항목 %1개</translation>
  </message>
  <message>
   <source>%1 finished pods still hold %2</source>
   <translation>끝난 파드 %1개가 아직 %2 점유</translation>
  </message>
  <message>
   <source>%1 for list %2 · ask for 1 rule</source>
   <translation>%2 목록 조회 %1 · 규칙 1개를 요청하세요</translation>
  </message>
  <message>
   <source>%1 free in all, %2 on one node at most</source>
   <translation>전체 여유 %1, 한 노드에 최대 %2</translation>
  </message>
  <message>
   <source>%1 free; the scheduler has said nothing about the pod</source>
   <translation>여유 %1, 스케줄러가 파드에 대해 말한 것이 없음</translation>
  </message>
  <message>
   <source>%1 group</source>
   <translation>그룹 %1개</translation>
  </message>
  <message>
   <source>%1 groups</source>
   <translation>그룹 %1개</translation>
  </message>
  <message>
   <source>%1 has every match in use</source>
   <translation>%1: 맞는 장치가 모두 사용 중</translation>
  </message>
  <message>
   <source>%1 has finished and still holds %2</source>
   <translation>%1: 끝났지만 아직 %2 점유</translation>
  </message>
  <message>
   <source>%1 has it from 1.34 on by default; before, an API server flag turns it on</source>
   <translation>%1: 1.34부터 기본으로 켜져 있으며 그 전에는 API 서버 플래그로 켭니다</translation>
  </message>
  <message>
   <source>%1 has no capacity left</source>
   <translation>%1: 남은 용량 없음</translation>
  </message>
  <message>
   <source>%1 has no counters left</source>
   <translation>%1: 카운터 소진</translation>
  </message>
  <message>
   <source>%1 has no room on nodes that are handed over</source>
   <translation>%1: 이관된 노드에 여유가 없습니다</translation>
  </message>
  <message>
   <source>%1 has only tainted ones</source>
   <translation>%1: 테인트된 것만 있음</translation>
  </message>
  <message>
   <source>%1 has too few free</source>
   <translation>%1: 여유 부족</translation>
  </message>
  <message>
   <source>%1 have an incomplete pool</source>
   <translation>%1개는 풀이 불완전</translation>
  </message>
  <message>
   <source>%1 have every match in use</source>
   <translation>%1개는 맞는 장치가 모두 사용 중</translation>
  </message>
  <message>
   <source>%1 have no capacity left</source>
   <translation>%1개는 남은 용량 없음</translation>
  </message>
  <message>
   <source>%1 have no counters left</source>
   <translation>%1개는 카운터 소진</translation>
  </message>
  <message>
   <source>%1 have only tainted ones</source>
   <translation>%1개는 테인트된 것만 있음</translation>
  </message>
  <message>
   <source>%1 have too few free</source>
   <translation>%1개는 여유 부족</translation>
  </message>
  <message>
   <source>%1 held</source>
   <translation>%1 점유됨</translation>
  </message>
  <message>
   <source>%1 is NotReady, %2</source>
   <translation>%1 NotReady, %2</translation>
  </message>
  <message>
   <source>%1 is Ready</source>
   <translation>%1 Ready</translation>
  </message>
  <message>
   <source>%1 is Running, %2 restarts</source>
   <translation>%1 실행 중, 재시작 %2번</translation>
  </message>
  <message>
   <source>%1 is True</source>
   <translation>%1 True</translation>
  </message>
  <message>
   <source>%1 is allocated</source>
   <translation>%1 할당됨</translation>
  </message>
  <message>
   <source>%1 is allocated %2 times</source>
   <translation>%1, %2번 할당됨</translation>
  </message>
  <message>
   <source>%1 is cordoned</source>
   <translation>%1 스케줄링 차단됨</translation>
  </message>
  <message>
   <source>%1 is cordoned, %2</source>
   <translation>%1 스케줄링 차단됨, %2</translation>
  </message>
  <message>
   <source>%1 is exceeded</source>
   <translation>%1 초과</translation>
  </message>
  <message>
   <source>%1 is full: %2 of %3 consumers</source>
   <translation>%1 가득 참: 소비자 %3개 중 %2개</translation>
  </message>
  <message>
   <source>%1 is gone</source>
   <translation>%1 사라짐</translation>
  </message>
  <message>
   <source>%1 is gone from the cluster, %2</source>
   <translation>%1 클러스터에서 사라짐, %2</translation>
  </message>
  <message>
   <source>%1 is nearly full: %2 of %3 consumers</source>
   <translation>%1 거의 가득 참: 소비자 %3개 중 %2개</translation>
  </message>
  <message>
   <source>%1 is no longer published, a claim holds it</source>
   <translation>%1: 게시되지 않음, 클레임이 점유 중</translation>
  </message>
  <message>
   <source>%1 is not among the sources</source>
   <translation>%1이(가) 입력에 없습니다</translation>
  </message>
  <message>
   <source>%1 is not among the sources: what was in it?</source>
   <translation>%1이(가) 입력에 없습니다. 무엇이 들어 있었습니까?</translation>
  </message>
  <message>
   <source>%1 is not among the sources; one is added</source>
   <translation>%1이(가) 입력에 없어 하나를 추가합니다</translation>
  </message>
  <message>
   <source>%1 is not in its requirements</source>
   <translation>%1은(는) 요구 조건에 없음</translation>
  </message>
  <message>
   <source>%1 is not released: %2 uses it</source>
   <translation>%1: 해제하지 않음. %2이(가) 사용 중</translation>
  </message>
  <message>
   <source>%1 is on a node without a reserved claim</source>
   <translation>%1: 예약된 클레임 없이 노드에 있음</translation>
  </message>
  <message>
   <source>%1 is referred to and not among the sources</source>
   <translation>%1을(를) 참조하지만 입력에 없습니다</translation>
  </message>
  <message>
   <source>%1 is reserved for a pod that does not exist</source>
   <translation>%1: 없는 파드가 예약함</translation>
  </message>
  <message>
   <source>%1 is reserved for pod %2, which is gone</source>
   <translation>%1: 사라진 파드 %2가 예약함</translation>
  </message>
  <message>
   <source>%1 is rolled out</source>
   <translation>%1 롤아웃 완료</translation>
  </message>
  <message>
   <source>%1 is set by hand</source>
   <translation>%1이(가) 직접 설정되어 있습니다</translation>
  </message>
  <message>
   <source>%1 is the newest version of %2 that Kubernetes %3 serves</source>
   <translation>%1은(는) Kubernetes %3이(가) 제공하는 %2의 최신 버전입니다</translation>
  </message>
  <message>
   <source>%1 is the newest version of %2 that Kubernetes %3 serves; it is off by default there: %4</source>
   <translation>%1은(는) Kubernetes %3이(가) 제공하는 %2의 최신 버전이며, 그곳에서는 기본으로 꺼져 있습니다: %4</translation>
  </message>
  <message>
   <source>%1 keeps data in an emptyDir</source>
   <translation>%1: emptyDir에 데이터가 있음</translation>
  </message>
  <message>
   <source>%1 kind</source>
   <translation>종류 %1개</translation>
  </message>
  <message>
   <source>%1 kinds</source>
   <translation>종류 %1개</translation>
  </message>
  <message>
   <source>%1 kubelets cannot prepare devices</source>
   <translation>kubelet %1개가 장치를 준비하지 못함</translation>
  </message>
  <message>
   <source>%1 lets namespaces with %2 through, and none has that label; every namespace has %3</source>
   <translation>%1은(는) %2 네임스페이스를 허용하지만 그 레이블을 가진 곳이 없습니다. 모든 네임스페이스에는 %3이(가) 있습니다</translation>
  </message>
  <message>
   <source>%1 makes no node for pods with claims: IGNORE_DRA_REQUESTS is true</source>
   <translation>%1은(는) 클레임이 있는 파드를 위해 노드를 만들지 않음(IGNORE_DRA_REQUESTS가 true)</translation>
  </message>
  <message>
   <source>%1 more</source>
   <translation>외 %1개</translation>
  </message>
  <message>
   <source>%1 more (pod|pods) can share it</source>
   <translation>파드 %1개가 더 함께 쓸 수 있음</translation>
  </message>
  <message>
   <source>%1 moves up to the entry</source>
   <translation>%1이(가) 항목 바로 아래로 올라갑니다</translation>
  </message>
  <message>
   <source>%1 named (claim holds|claims hold) devices of %2</source>
   <translation>이름 있는 클레임 %1개가 %2의 장치 점유</translation>
  </message>
  <message>
   <source>%1 names a peer that no namespace is</source>
   <translation>%1이(가) 가리키는 네임스페이스가 없음</translation>
  </message>
  <message>
   <source>%1 namespace</source>
   <translation>네임스페이스 %1개</translation>
  </message>
  <message>
   <source>%1 namespaces</source>
   <translation>네임스페이스 %1개</translation>
  </message>
  <message>
   <source>%1 namespaces without an egress policy for pods with claims</source>
   <translation>네임스페이스 %1개에 클레임 파드용 이그레스 정책 없음</translation>
  </message>
  <message>
   <source>%1 namespaces without an ingress policy for pods with claims</source>
   <translation>네임스페이스 %1개에 클레임 파드용 인그레스 정책 없음</translation>
  </message>
  <message>
   <source>%1 node</source>
   <translation>노드 %1개</translation>
  </message>
  <message>
   <source>%1 nodes</source>
   <translation>노드 %1개</translation>
  </message>
  <message>
   <source>%1 nodes are NotReady, %2</source>
   <translation>노드 %1개 NotReady, %2</translation>
  </message>
  <message>
   <source>%1 nodes are cordoned, %2</source>
   <translation>노드 %1개 스케줄링 차단됨, %2</translation>
  </message>
  <message>
   <source>%1 nodes are gone from the cluster, %2</source>
   <translation>노드 %1개 클러스터에서 사라짐, %2</translation>
  </message>
  <message>
   <source>%1 nodes changed</source>
   <translation>노드 %1개 변경</translation>
  </message>
  <message>
   <source>%1 nodes have devices of it</source>
   <translation>노드 %1개에 장치가 있습니다</translation>
  </message>
  <message>
   <source>%1 nodes, %2 first</source>
   <translation>노드 %1개(먼저 %2)</translation>
  </message>
  <message>
   <source>%1 nodes, one by one</source>
   <translation>노드 %1개를 하나씩</translation>
  </message>
  <message>
   <source>%1 notice</source>
   <translation>알림 %1건</translation>
  </message>
  <message>
   <source>%1 notices</source>
   <translation>알림 %1건</translation>
  </message>
  <message>
   <source>%1 object</source>
   <translation>오브젝트 %1개</translation>
  </message>
  <message>
   <source>%1 objects</source>
   <translation>오브젝트 %1개</translation>
  </message>
  <message>
   <source>%1 of %2 %3 used</source>
   <translation>%3 %2 중 %1 사용</translation>
  </message>
  <message>
   <source>%1 of %2 (workload|workloads) would fit as they are</source>
   <translation>워크로드 %2개 중 %1개가 그대로 적합합니다</translation>
  </message>
  <message>
   <source>%1 of %2 are in use</source>
   <translation>%2개 중 %1개 사용 중</translation>
  </message>
  <message>
   <source>%1 of %2 becomes count 1, which is the default and not written</source>
   <translation>%2의 %1은(는) count 1이 되며, 기본값이라 쓰지 않습니다</translation>
  </message>
  <message>
   <source>%1 of %2 becomes the selector %3</source>
   <translation>%2의 %1이(가) 셀렉터 %3(으)로 바뀝니다</translation>
  </message>
  <message>
   <source>%1 of %2 claims used</source>
   <translation>클레임 %2개 중 %1개 사용</translation>
  </message>
  <message>
   <source>%1 of %2 components answer, the others cannot be seen</source>
   <translation>구성 요소 %2개 중 %1개 응답, 나머지는 볼 수 없음</translation>
  </message>
  <message>
   <source>%1 of %2 components answer, the others cannot be seen, %3</source>
   <translation>구성 요소 %2개 중 %1개 응답, 나머지는 볼 수 없음, %3</translation>
  </message>
  <message>
   <source>%1 of %2 components not as they should be</source>
   <translation>구성 요소 %2개 중 %1개가 정상이 아님</translation>
  </message>
  <message>
   <source>%1 of %2 components not as they should be, %3</source>
   <translation>구성 요소 %2개 중 %1개가 정상이 아님, %3</translation>
  </message>
  <message>
   <source>%1 of %2 components silent</source>
   <translation>구성 요소 %2개 중 %1개 응답 없음</translation>
  </message>
  <message>
   <source>%1 of %2 components silent, %3</source>
   <translation>구성 요소 %2개 중 %1개 응답 없음, %3</translation>
  </message>
  <message>
   <source>%1 of %2 devices are free, which is room for what comes</source>
   <translation>장치 %2개 중 %1개가 여유여서 새 요청을 받을 수 있습니다</translation>
  </message>
  <message>
   <source>%1 of %2 devices of %3 (is|are) unhealthy: %4</source>
   <translation>%3의 장치 %2개 중 %1개 비정상: %4</translation>
  </message>
  <message>
   <source>%1 of %2 devices of %3 cannot be given out: %4</source>
   <translation>%3의 장치 %2개 중 %1개를 나눠 줄 수 없음: %4</translation>
  </message>
  <message>
   <source>%1 of %2 free, the driver decides</source>
   <translation>%2개 중 여유 %1개, 드라이버가 결정</translation>
  </message>
  <message>
   <source>%1 of %2 in use</source>
   <translation>%2개 중 %1개 사용 중</translation>
  </message>
  <message>
   <source>%1 of %2 is not carried over</source>
   <translation>%2의 %1은(는) 옮기지 않았습니다</translation>
  </message>
  <message>
   <source>%1 of %2 pods hold their claims</source>
   <translation>파드 %2개 중 %1개가 클레임 점유</translation>
  </message>
  <message>
   <source>%1 of %2 pods with claims</source>
   <translation>클레임 있는 파드 %2개 중 %1개</translation>
  </message>
  <message>
   <source>%1 of %2 published for %3</source>
   <translation>%3에 %2의 %1 게시됨</translation>
  </message>
  <message>
   <source>%1 of %2 ready</source>
   <translation>%2 중 %1 준비됨</translation>
  </message>
  <message>
   <source>%1 of %2 ready; not %3</source>
   <translation>%2 중 %1 준비됨; %3 제외</translation>
  </message>
  <message>
   <source>%1 of %2 slices at generation %3</source>
   <translation>%3세대 슬라이스 %2개 중 %1개</translation>
  </message>
  <message>
   <source>%1 of %2 used of quota %3</source>
   <translation>쿼터 %3: %2 중 %1 사용</translation>
  </message>
  <message>
   <source>%1 of class %2 hold %3, reserved by no pod</source>
   <translation>클래스 %2: %1, %3 점유, 예약한 파드 없음</translation>
  </message>
  <message>
   <source>%1 of class %2: %3 allocated, busy 0 %</source>
   <translation>클래스 %2: %1, %3 할당됨, 사용률 0 %</translation>
  </message>
  <message>
   <source>%1 of classic DRA, which Kubernetes 1.32 removed</source>
   <translation>Kubernetes 1.32에서 없어진 클래식 DRA %1</translation>
  </message>
  <message>
   <source>%1 of one node</source>
   <translation>한 노드의 %1</translation>
  </message>
  <message>
   <source>%1 of the %2 (is|are) reserved but used by no pod</source>
   <translation>%2개 중 %1개는 예약만 되고 쓰는 파드가 없음</translation>
  </message>
  <message>
   <source>%1 of this class (waits|wait)</source>
   <translation>이 클래스의 %1 대기</translation>
  </message>
  <message>
   <source>%1 on %2 are unhealthy</source>
   <translation>%2의 %1 비정상</translation>
  </message>
  <message>
   <source>%1 on %2 cannot be restarted: %3</source>
   <translation>%2의 %1: 재시작할 수 없음: %3</translation>
  </message>
  <message>
   <source>%1 on %2 is unhealthy</source>
   <translation>%2의 %1 비정상</translation>
  </message>
  <message>
   <source>%1 on %2 is unhealthy, %3 (claim uses|claims use) it</source>
   <translation>%2의 %1 비정상, 클레임 %3개 사용 중</translation>
  </message>
  <message>
   <source>%1 on one node</source>
   <translation>한 노드에 %1</translation>
  </message>
  <message>
   <source>%1 open</source>
   <translation>%1 남음</translation>
  </message>
  <message>
   <source>%1 parameters object</source>
   <translation>매개변수 오브젝트 %1개</translation>
  </message>
  <message>
   <source>%1 parameters objects</source>
   <translation>매개변수 오브젝트 %1개</translation>
  </message>
  <message>
   <source>%1 passed</source>
   <translation>%1 통과</translation>
  </message>
  <message>
   <source>%1 passed on %2 and %3</source>
   <translation>%2와 %3에서 %1 통과</translation>
  </message>
  <message>
   <source>%1 pod</source>
   <translation>파드 %1개</translation>
  </message>
  <message>
   <source>%1 pod on GPU nodes of %2 without a claim or GPU request</source>
   <translation>%2의 GPU 노드에 클레임도 GPU 요청도 없는 파드 %1개</translation>
  </message>
  <message>
   <source>%1 pod with claims</source>
   <translation>클레임 있는 파드 %1개</translation>
  </message>
  <message>
   <source>%1 pod without GPU work tolerates every taint</source>
   <translation>GPU 작업 없는 파드 %1개가 모든 테인트를 허용함</translation>
  </message>
  <message>
   <source>%1 pods</source>
   <translation>파드 %1개</translation>
  </message>
  <message>
   <source>%1 pods Terminating for up to %2 hold %3</source>
   <translation>파드 %1개가 최대 %2째 종료 중, %3 점유</translation>
  </message>
  <message>
   <source>%1 pods of DaemonSet %2 serve it</source>
   <translation>DaemonSet %2의 파드 %1개가 맡고 있습니다</translation>
  </message>
  <message>
   <source>%1 pods on GPU nodes of %2 without a claim or GPU request</source>
   <translation>%2의 GPU 노드에 클레임도 GPU 요청도 없는 파드 %1개</translation>
  </message>
  <message>
   <source>%1 pods on the node use its devices</source>
   <translation>노드의 파드 %1개가 장치 사용 중</translation>
  </message>
  <message>
   <source>%1 pods wait for it</source>
   <translation>파드 %1개가 대기</translation>
  </message>
  <message>
   <source>%1 pods with claims</source>
   <translation>클레임 있는 파드 %1개</translation>
  </message>
  <message>
   <source>%1 pods without GPU work tolerate every taint</source>
   <translation>GPU 작업 없는 파드 %1개가 모든 테인트를 허용함</translation>
  </message>
  <message>
   <source>%1 pool</source>
   <translation>풀 %1개</translation>
  </message>
  <message>
   <source>%1 pool complete, valid and of one generation</source>
   <translation>풀 %1개가 완전하고 올바르며 한 세대입니다</translation>
  </message>
  <message>
   <source>%1 pools</source>
   <translation>풀 %1개</translation>
  </message>
  <message>
   <source>%1 pools complete, valid and of one generation</source>
   <translation>풀 %1개가 완전하고 올바르며 한 세대입니다</translation>
  </message>
  <message>
   <source>%1 pools of %2 are incomplete, %3 affected</source>
   <translation>%2의 풀 %1개 불완전, %3 영향</translation>
  </message>
  <message>
   <source>%1 problem</source>
   <translation>문제 %1개</translation>
  </message>
  <message>
   <source>%1 problems</source>
   <translation>문제 %1개</translation>
  </message>
  <message>
   <source>%1 publishes devices of %2</source>
   <translation>%1: %2의 장치 게시</translation>
  </message>
  <message>
   <source>%1 publishes no devices for %2, of which claims still hold %3</source>
   <translation>%1: %2에 장치를 게시하지 않으며 클레임이 아직 %3개 점유</translation>
  </message>
  <message>
   <source>%1 question</source>
   <translation>질문 %1개</translation>
  </message>
  <message>
   <source>%1 questions</source>
   <translation>질문 %1개</translation>
  </message>
  <message>
   <source>%1 reports %2 for %3 to be bound</source>
   <translation>%1: 바인딩할 %3에 %2 보고</translation>
  </message>
  <message>
   <source>%1 runs the control plane: flags, scheduler configuration and logs of its components are seen in its console or log service alone.</source>
   <translation>%1이(가) 컨트롤 플레인을 운영합니다. 구성 요소의 플래그, 스케줄러 설정, 로그는 그 콘솔이나 로그 서비스에서만 보입니다.</translation>
  </message>
  <message>
   <source>%1 selects no pod</source>
   <translation>%1은(는) 파드를 선택하지 않음</translation>
  </message>
  <message>
   <source>%1 serves claims alone</source>
   <translation>%1: 클레임만 제공</translation>
  </message>
  <message>
   <source>%1 should have been gone %2 ago</source>
   <translation>%1: %2 전에 사라졌어야 함</translation>
  </message>
  <message>
   <source>%1 slice</source>
   <translation>슬라이스 %1개</translation>
  </message>
  <message>
   <source>%1 slices</source>
   <translation>슬라이스 %1개</translation>
  </message>
  <message>
   <source>%1 so far. Checks run on what is complete, numbers grow until then</source>
   <translation>지금까지 %1. 끝난 것만 검사하며 그때까지 숫자가 늘어납니다</translation>
  </message>
  <message>
   <source>%1 stay taken until it is gone</source>
   <translation>사라질 때까지 %1 점유됨</translation>
  </message>
  <message>
   <source>%1 step</source>
   <translation>단계 %1개</translation>
  </message>
  <message>
   <source>%1 steps</source>
   <translation>단계 %1개</translation>
  </message>
  <message>
   <source>%1 subject beside system:masters may do everything, everywhere</source>
   <translation>system:masters 외 주체 %1개가 모든 것을 할 수 있음</translation>
  </message>
  <message>
   <source>%1 subject beside the system may write %2</source>
   <translation>시스템 외 주체 %1개가 %2에 쓸 수 있음</translation>
  </message>
  <message>
   <source>%1 subjects beside system:masters may do everything, everywhere</source>
   <translation>system:masters 외 주체 %1개가 모든 것을 할 수 있음</translation>
  </message>
  <message>
   <source>%1 subjects beside the system may write %2</source>
   <translation>시스템 외 주체 %1개가 %2에 쓸 수 있음</translation>
  </message>
  <message>
   <source>%1 tainted</source>
   <translation>테인트 %1</translation>
  </message>
  <message>
   <source>%1 tainted %2</source>
   <translation>%2 테인트 %1</translation>
  </message>
  <message>
   <source>%1 tainted %2 by rule %3</source>
   <translation>규칙 %3의 %2 테인트 %1</translation>
  </message>
  <message>
   <source>%1 takes claims into account, where its provider says what devices an instance type has</source>
   <translation>%1은(는) 제공자가 인스턴스 유형의 장치를 알려 주는 곳에서 클레임을 고려함</translation>
  </message>
  <message>
   <source>%1 takes no new pods then. What runs there stays</source>
   <translation>%1: 새 파드를 받지 않습니다. 실행 중인 것은 그대로입니다</translation>
  </message>
  <message>
   <source>%1 that would do (is|are) tainted and not tolerated</source>
   <translation>쓸 수 있는 %1가 테인트되었고 톨러레이션이 없습니다</translation>
  </message>
  <message>
   <source>%1 that would do (is|are) tainted, %2, and not tolerated</source>
   <translation>쓸 수 있는 %1가 테인트되었고(%2) 톨러레이션이 없습니다</translation>
  </message>
  <message>
   <source>%1 unhealthy</source>
   <translation>비정상 %1</translation>
  </message>
  <message>
   <source>%1 unknown</source>
   <translation>알 수 없음 %1</translation>
  </message>
  <message>
   <source>%1 values: %2</source>
   <translation>값 %1개: %2</translation>
  </message>
  <message>
   <source>%1 waits to end</source>
   <translation>%1, 끝나기를 대기</translation>
  </message>
  <message>
   <source>%1 waits to start</source>
   <translation>%1, 시작 대기</translation>
  </message>
  <message>
   <source>%1 wanted</source>
   <translation>%1개 필요</translation>
  </message>
  <message>
   <source>%1 warning</source>
   <translation>경고 %1건</translation>
  </message>
  <message>
   <source>%1 warnings</source>
   <translation>경고 %1건</translation>
  </message>
  <message>
   <source>%1 without counters</source>
   <translation>카운터 없음 %1개</translation>
  </message>
  <message>
   <source>%1 would be held for %2, until %3</source>
   <translation>%1, %3까지 %2 동안 확보됩니다</translation>
  </message>
  <message>
   <source>%1 would be restarted on %2; running pods are not touched</source>
   <translation>%2에서 %1이(가) 재시작됩니다. 실행 중인 파드는 건드리지 않습니다</translation>
  </message>
  <message>
   <source>%1 would go</source>
   <translation>%1 떠남</translation>
  </message>
  <message>
   <source>%1 would start it again</source>
   <translation>%1이(가) 다시 시작함</translation>
  </message>
  <message>
   <source>%1 would take DNS from the pods it is meant for</source>
   <translation>%1은(는) 대상 파드의 DNS를 막게 됨</translation>
  </message>
  <message>
   <source>%1 writes host paths that own the node</source>
   <translation>%1이(가) 노드를 장악할 수 있는 호스트 경로에 씀</translation>
  </message>
  <message>
   <source>%1 × %2 on %3</source>
   <translation>%3의 %2 %1개</translation>
  </message>
  <message>
   <source>%1, but %2 at generation %3</source>
   <translation>%1개여야 하지만 %3세대 %2</translation>
  </message>
  <message>
   <source>%1, node has %2</source>
   <translation>%1, 노드는 %2</translation>
  </message>
  <message>
   <source>%1: %2 allocated, busy 0 % for %3</source>
   <translation>%1: %2 할당됨, 사용률 0 %, %3째</translation>
  </message>
  <message>
   <source>%1: %2 allocated, reserved by no pod</source>
   <translation>%1: %2 할당됨, 예약한 파드 없음</translation>
  </message>
  <message>
   <source>%1: %2 of pods not created</source>
   <translation>%1: 파드의 %2 생성 안 됨</translation>
  </message>
  <message>
   <source>%1: %2 with admin access</source>
   <translation>%1: 관리자 접근 %2</translation>
  </message>
  <message>
   <source>%1: %2 with claims may not ask DNS</source>
   <translation>%1: 클레임 있는 %2이(가) DNS에 물을 수 없음</translation>
  </message>
  <message>
   <source>%1: DRA driver %2 is not registered with the kubelet</source>
   <translation>%1: DRA 드라이버 %2이(가) kubelet에 등록되어 있지 않습니다</translation>
  </message>
  <message>
   <source>%1: DynamicResources is off</source>
   <translation>%1: DynamicResources가 꺼짐</translation>
  </message>
  <message>
   <source>%1: a deleted claim of the same name is still prepared</source>
   <translation>%1: 같은 이름의 삭제된 클레임이 아직 준비된 상태입니다</translation>
  </message>
  <message>
   <source>%1: a version that is gone</source>
   <translation>%1: 없어진 버전</translation>
  </message>
  <message>
   <source>%1: allocated, reserved by no pod</source>
   <translation>%1: 할당됨, 예약한 파드 없음</translation>
  </message>
  <message>
   <source>%1: an argument that does not exist</source>
   <translation>%1: 없는 인자</translation>
  </message>
  <message>
   <source>%1: being deleted for %2</source>
   <translation>%1: %2째 삭제 중</translation>
  </message>
  <message>
   <source>%1: being deleted for %2, holds %3</source>
   <translation>%1: %2째 삭제 중, %3 점유</translation>
  </message>
  <message>
   <source>%1: driver %2 not registered, %3 (claim waits|claims wait)</source>
   <translation>%1: %2 드라이버 미등록, 클레임 %3개 대기</translation>
  </message>
  <message>
   <source>%1: driver %2 not registered, %3 gone</source>
   <translation>%1: %2 드라이버 미등록, %3 사라짐</translation>
  </message>
  <message>
   <source>%1: driver %2 withdrew its slices, %3 gone</source>
   <translation>%1: %2 드라이버가 슬라이스를 거둠, %3 사라짐</translation>
  </message>
  <message>
   <source>%1: no egress policy selects %2</source>
   <translation>%1: 이그레스 정책이 %2을(를) 선택하지 않음</translation>
  </message>
  <message>
   <source>%1: no ingress policy selects %2</source>
   <translation>%1: 인그레스 정책이 %2을(를) 선택하지 않음</translation>
  </message>
  <message>
   <source>%1: on when that was written</source>
   <translation>%1: 그것이 기록될 때 켜져 있었음</translation>
  </message>
  <message>
   <source>%1: pod %2 cannot end, driver %3 does not release its devices</source>
   <translation>%1: 파드 %2을(를) 끝낼 수 없습니다. 드라이버 %3이(가) 장치를 놓지 않습니다</translation>
  </message>
  <message>
   <source>%1: quota %2 refuses %3</source>
   <translation>%1: 쿼터 %2, %3 거부</translation>
  </message>
  <message>
   <source>%1: the devices cannot be prepared</source>
   <translation>%1: 장치를 준비할 수 없습니다</translation>
  </message>
  <message>
   <source>%1: the kubelet cannot prepare %2</source>
   <translation>%1: kubelet이 %2를 준비하지 못함</translation>
  </message>
  <message>
   <source>%1: what it makes of claims is not known</source>
   <translation>%1: 클레임을 어떻게 다루는지 알 수 없음</translation>
  </message>
  <message>
   <source>%1; gates: %2 on, %3 off, %4 unknown</source>
   <translation>%1; 게이트: 켜짐 %2, 꺼짐 %3, 알 수 없음 %4</translation>
  </message>
  <message>
   <source>%1; the namespace no longer allows that, and these keep it</source>
   <translation>%1; 네임스페이스는 더 이상 허용하지 않지만 이들은 그대로 유지합니다</translation>
  </message>
  <message>
   <source>/readyz passes %1 checks</source>
   <translation>/readyz가 검사 %1개 통과</translation>
  </message>
  <message>
   <source>/readyz passes %1 checks, %2 API servers by their leases</source>
   <translation>/readyz가 검사 %1개 통과, 리스로 본 API 서버 %2개</translation>
  </message>
  <message>
   <source>0: never</source>
   <translation>0: 없음</translation>
  </message>
  <message>
   <source>1 allocated claim is held: %1</source>
   <translation>할당된 클레임 1개가 멈춤: %1</translation>
  </message>
  <message>
   <source>1 node changed</source>
   <translation>노드 1개 변경</translation>
  </message>
  <message>
   <source>2 %1 on one node</source>
   <translation>한 노드에 %1 2개</translation>
  </message>
  <message>
   <source>403, reading it is forbidden</source>
   <translation>403, 읽을 권한 없음</translation>
  </message>
  <message>
   <source>A CEL selector does not compile: %1</source>
   <translation>CEL 셀렉터가 컴파일되지 않습니다: %1</translation>
  </message>
  <message>
   <source>A CEL selector of the class does not compile: %1</source>
   <translation>클래스의 CEL 셀렉터가 컴파일되지 않습니다: %1</translation>
  </message>
  <message>
   <source>A DeviceClass names devices by CEL; a class without a selector would take devices of every driver</source>
   <translation>DeviceClass는 CEL로 장치를 지정합니다. 셀렉터가 없으면 모든 드라이버의 장치를 갖습니다</translation>
  </message>
  <message>
   <source>A DeviceClass selects devices, not nodes: the scheduler follows the nodes in the driver's ResourceSlices. %1</source>
   <translation>DeviceClass는 노드가 아니라 장치를 고릅니다. 스케줄러는 드라이버 ResourceSlice의 노드를 따릅니다. %1</translation>
  </message>
  <message>
   <source>A GPU is not detected</source>
   <translation>GPU가 감지되지 않음</translation>
  </message>
  <message>
   <source>A claim lists requests, each with a class, a count and selectors (spec.devices.requests)</source>
   <translation>클레임은 클래스, 개수, 셀렉터가 있는 요청을 나열합니다(spec.devices.requests)</translation>
  </message>
  <message>
   <source>A claim over quota is refused when it is created</source>
   <translation>쿼터를 넘는 클레임은 생성할 때 거부됨</translation>
  </message>
  <message>
   <source>A claim without a pod holds nothing yet</source>
   <translation>파드 없는 클레임은 아직 아무것도 점유하지 않습니다</translation>
  </message>
  <message>
   <source>A class does not exist or does not compile</source>
   <translation>클래스가 없거나 컴파일되지 않음</translation>
  </message>
  <message>
   <source>A container does not start</source>
   <translation>컨테이너가 시작하지 않음</translation>
  </message>
  <message>
   <source>A deleted claim does not come back: keep its manifest if you may need it again</source>
   <translation>삭제한 클레임은 돌아오지 않습니다. 다시 필요할 수 있으면 매니페스트를 보관하세요</translation>
  </message>
  <message>
   <source>A device in an allocation is taken until the claim is released</source>
   <translation>할당된 장치는 클레임이 해제될 때까지 쓰임</translation>
  </message>
  <message>
   <source>A device must pass every selector</source>
   <translation>장치는 모든 셀렉터를 통과해야 함</translation>
  </message>
  <message>
   <source>A device plugin and DRA give out the same GPUs</source>
   <translation>장치 플러그인과 DRA가 같은 GPU를 나눠 줌</translation>
  </message>
  <message>
   <source>A device plugin owns the GPUs</source>
   <translation>장치 플러그인이 GPU를 가짐</translation>
  </message>
  <message>
   <source>A device there may be handed out twice. Take the device plugin off labelled nodes, or cordon them</source>
   <translation>장치가 두 번 할당될 수 있습니다. 레이블된 노드에서 장치 플러그인을 제거하거나 스케줄링을 차단하십시오</translation>
  </message>
  <message>
   <source>A device without the attribute fails the constraint</source>
   <translation>속성이 없는 장치는 제약을 지키지 못함</translation>
  </message>
  <message>
   <source>A driver does not answer</source>
   <translation>드라이버가 응답하지 않음</translation>
  </message>
  <message>
   <source>A finalizer holds the pod</source>
   <translation>파이널라이저가 파드를 붙잡음</translation>
  </message>
  <message>
   <source>A new pod that uses one has to run on this node, and waits while it is cordoned</source>
   <translation>이를 쓰는 새 파드는 이 노드에서 실행되어야 하며 스케줄링 차단 동안 대기합니다</translation>
  </message>
  <message>
   <source>A patch comes back with the next release: put the claims there, or allow it</source>
   <translation>다음 릴리스에서 패치가 되돌아옵니다. 그곳에 클레임을 넣거나 허용하십시오</translation>
  </message>
  <message>
   <source>A pool counts only when all its slices of the newest generation are there</source>
   <translation>풀은 최신 세대의 슬라이스가 모두 있을 때만 셈</translation>
  </message>
  <message>
   <source>A quota has refused claims</source>
   <translation>쿼터가 클레임을 거부함</translation>
  </message>
  <message>
   <source>A quota on claims or devices is used up</source>
   <translation>클레임이나 장치의 쿼터가 소진됨</translation>
  </message>
  <message>
   <source>A quota refuses it</source>
   <translation>쿼터가 거부함</translation>
  </message>
  <message>
   <source>A request must tolerate each NoSchedule and NoExecute taint of a device</source>
   <translation>요청은 장치의 모든 NoSchedule, NoExecute 테인트에 톨러레이션이 있어야 함</translation>
  </message>
  <message>
   <source>A rule with effect None: nothing happens, but the controller writes whom NoExecute would evict</source>
   <translation>효과가 None인 규칙: 아무 일도 없지만 NoExecute라면 축출될 파드를 컨트롤러가 적습니다</translation>
  </message>
  <message>
   <source>A selector ends with an error on device %1: %2</source>
   <translation>장치 %1에서 셀렉터가 오류로 끝납니다: %2</translation>
  </message>
  <message>
   <source>A server of 1.31 or newer drops source, and then refuses the pod: must specify one of resourceClaimName, resourceClaimTemplateName</source>
   <translation>1.31 이상의 서버는 source를 버린 뒤 파드를 거부합니다: must specify one of resourceClaimName, resourceClaimTemplateName</translation>
  </message>
  <message>
   <source>API versions that are used are not served</source>
   <translation>쓰는 API 버전이 제공되지 않음</translation>
  </message>
  <message>
   <source>Add a node like %1</source>
   <translation>%1 같은 노드 추가</translation>
  </message>
  <message>
   <source>Add a node to group %1, like %2</source>
   <translation>그룹 %1에 %2 같은 노드 추가</translation>
  </message>
  <message>
   <source>Add an egress rule for DNS</source>
   <translation>DNS 이그레스 규칙을 추가하세요</translation>
  </message>
  <message>
   <source>Add an egress rule for DNS before the selector is corrected</source>
   <translation>셀렉터를 고치기 전에 DNS 이그레스 규칙을 추가하세요</translation>
  </message>
  <message>
   <source>After that: %1</source>
   <translation>그다음: %1</translation>
  </message>
  <message>
   <source>All %1 (workload|workloads) have moved to claims</source>
   <translation>워크로드 %1개가 모두 클레임으로 이전되었습니다</translation>
  </message>
  <message>
   <source>All %1 (workload|workloads) would fit as they are</source>
   <translation>워크로드 %1개 모두 그대로 적합합니다</translation>
  </message>
  <message>
   <source>All %1 claims of %2 are used by a pod</source>
   <translation>%2의 클레임 %1개를 모두 파드가 씁니다</translation>
  </message>
  <message>
   <source>All %1 component answer</source>
   <translation>구성 요소 %1개 모두 응답</translation>
  </message>
  <message>
   <source>All %1 components answer</source>
   <translation>구성 요소 %1개 모두 응답</translation>
  </message>
  <message>
   <source>All %1 components answer, %2</source>
   <translation>구성 요소 %1개 모두 응답, %2</translation>
  </message>
  <message>
   <source>All %1 matching (device is|devices are) on nodes that the pod may not use</source>
   <translation>맞는 장치 %1개가 모두 파드가 쓸 수 없는 노드에 있습니다</translation>
  </message>
  <message>
   <source>All %1 of one node</source>
   <translation>한 노드의 모든 %1</translation>
  </message>
  <message>
   <source>All %1 run</source>
   <translation>%1개 모두 실행 중입니다</translation>
  </message>
  <message>
   <source>All devices must differ in it</source>
   <translation>모든 장치의 값이 달라야 함</translation>
  </message>
  <message>
   <source>All devices must have the same value of it</source>
   <translation>모든 장치의 값이 같아야 함</translation>
  </message>
  <message>
   <source>Allocation</source>
   <translation>할당</translation>
  </message>
  <message>
   <source>Allocation fails</source>
   <translation>할당 실패</translation>
  </message>
  <message>
   <source>Allocation failures</source>
   <translation>할당 실패</translation>
  </message>
  <message>
   <source>Allocation takes longer</source>
   <translation>할당이 오래 걸림</translation>
  </message>
  <message>
   <source>Also pods without a controller, and pods that have nowhere to go</source>
   <translation>컨트롤러 없는 파드와 갈 곳 없는 파드도</translation>
  </message>
  <message>
   <source>Also possible: %1</source>
   <translation>또 가능: %1</translation>
  </message>
  <message>
   <source>Also so on %1 of %2 nodes the pod could use: %3</source>
   <translation>파드가 쓸 수 있는 노드 %2개 중 %1개도 마찬가지: %3</translation>
  </message>
  <message>
   <source>Also those of Helm and Argo CD</source>
   <translation>Helm과 Argo CD의 것도</translation>
  </message>
  <message>
   <source>An API server of 1.26 to 1.30 would have refused it or dropped them; they are read as they were meant</source>
   <translation>1.26~1.30의 API 서버라면 거부하거나 버렸을 것입니다. 의도한 대로 읽습니다</translation>
  </message>
  <message>
   <source>An allocation that was never used stays until the claim is deleted</source>
   <translation>한 번도 쓰지 않은 할당은 클레임을 삭제할 때까지 남습니다</translation>
  </message>
  <message>
   <source>An empty node of this kind takes the claim</source>
   <translation>이런 빈 노드가 클레임을 받습니다</translation>
  </message>
  <message>
   <source>An older claim of the same name is still prepared</source>
   <translation>같은 이름의 이전 클레임이 아직 준비된 상태</translation>
  </message>
  <message>
   <source>Any pod of the cluster reaches them: %1</source>
   <translation>클러스터의 모든 파드가 닿습니다: %1</translation>
  </message>
  <message>
   <source>Apply a policy that selects them; test it with one workload first</source>
   <translation>이들을 선택하는 정책을 적용하세요. 먼저 워크로드 하나로 시험하세요</translation>
  </message>
  <message>
   <source>Ask %1 to stop</source>
   <translation>%1에 종료 요청</translation>
  </message>
  <message>
   <source>Ask for %1 instead of %2</source>
   <translation>%2 대신 %1 요청</translation>
  </message>
  <message>
   <source>Ask for %1 instead of all</source>
   <translation>모두 대신 %1 요청</translation>
  </message>
  <message>
   <source>Ask for %1 of %2 instead of %3</source>
   <translation>%2을 %3 대신 %1 요청</translation>
  </message>
  <message>
   <source>Ask for class %1 instead of %2</source>
   <translation>클래스 %2 대신 %1 요청</translation>
  </message>
  <message>
   <source>Ask for get, list and watch on both</source>
   <translation>두 종류의 get, list, watch 권한을 요청하세요</translation>
  </message>
  <message>
   <source>Ask for the role that claimscope posture --role prints</source>
   <translation>claimscope posture --role이 출력하는 역할을 요청하세요</translation>
  </message>
  <message>
   <source>Ask its owner; nothing takes devices away from a pod that runs</source>
   <translation>소유자에게 요청하세요. 실행 중인 파드의 장치는 빼앗을 수 없습니다</translation>
  </message>
  <message>
   <source>At a time</source>
   <translation>동시 개수</translation>
  </message>
  <message>
   <source>Attributes are compared by CEL</source>
   <translation>속성은 CEL로 비교합니다</translation>
  </message>
  <message>
   <source>Attributes are compared by CEL as semantic versions: this or newer</source>
   <translation>속성은 CEL에서 시맨틱 버전으로 비교합니다: 이 버전 이상</translation>
  </message>
  <message>
   <source>Bind narrower roles to what is no operator</source>
   <translation>운영자가 아니면 더 좁은 역할을 주세요</translation>
  </message>
  <message>
   <source>Binding</source>
   <translation>바인딩</translation>
  </message>
  <message>
   <source>Binding takes longer</source>
   <translation>바인딩이 오래 걸림</translation>
  </message>
  <message>
   <source>Bring the driver back. Do not delete the pod by force: that skips unprepare, and the devices may be given out while they are still set up</source>
   <translation>드라이버를 되살리세요. 파드를 강제로 삭제하지 마세요. unprepare를 건너뛰어, 아직 설정된 장치가 나눠질 수 있습니다</translation>
  </message>
  <message>
   <source>Capacity is compared by CEL; has() keeps a device without it from failing the whole claim</source>
   <translation>용량은 CEL로 비교합니다. has()는 그 용량이 없는 장치 때문에 클레임 전체가 실패하는 것을 막습니다</translation>
  </message>
  <message>
   <source>Capacity not allowed</source>
   <translation>허용 안 된 용량</translation>
  </message>
  <message>
   <source>Capacity used up</source>
   <translation>용량 소진</translation>
  </message>
  <message>
   <source>Change it in the file</source>
   <translation>파일에서 바꾸세요</translation>
  </message>
  <message>
   <source>Change term %1 from %2 to %3</source>
   <translation>%1번 항을 %2에서 %3으로 바꾸기</translation>
  </message>
  <message>
   <source>Choose --server-version 1.34 or newer to see what it becomes after an upgrade</source>
   <translation>업그레이드 뒤의 모습을 보려면 1.34 이상의 서버를 고르십시오</translation>
  </message>
  <message>
   <source>Claim %1 has nowhere to go</source>
   <translation>클레임 %1, 갈 곳 없음</translation>
  </message>
  <message>
   <source>Claim %1 keeps its devices</source>
   <translation>클레임 %1 장치 유지</translation>
  </message>
  <message>
   <source>Claim %1 stays pinned</source>
   <translation>클레임 %1 고정된 채 남음</translation>
  </message>
  <message>
   <source>Claim %1; %2 cannot take the pod: %3</source>
   <translation>클레임 %1; %2에 파드가 들어갈 수 없음: %3</translation>
  </message>
  <message>
   <source>Claim created</source>
   <translation>클레임 생성</translation>
  </message>
  <message>
   <source>Claim specs cannot change: the claim is deleted and made anew</source>
   <translation>클레임 spec은 바꿀 수 없어 삭제하고 다시 만듭니다</translation>
  </message>
  <message>
   <source>Claims are made later</source>
   <translation>클레임 생성이 늦어짐</translation>
  </message>
  <message>
   <source>Claims are pending</source>
   <translation>클레임이 대기 중</translation>
  </message>
  <message>
   <source>Claims are read as %1, classes as %2</source>
   <translation>클레임을 %1, 클래스를 %2으로(로) 읽습니다</translation>
  </message>
  <message>
   <source>Claims cannot be created</source>
   <translation>클레임을 만들 수 없음</translation>
  </message>
  <message>
   <source>Claims got slower</source>
   <translation>클레임이 느려짐</translation>
  </message>
  <message>
   <source>Claims hold devices that no pod uses</source>
   <translation>쓰는 파드 없는 장치를 클레임이 점유함</translation>
  </message>
  <message>
   <source>Claims stay pending</source>
   <translation>클레임이 계속 대기함</translation>
  </message>
  <message>
   <source>Claims take longer than before</source>
   <translation>클레임이 전보다 오래 걸림</translation>
  </message>
  <message>
   <source>Claims take longer: p95 %1 now, %2 before</source>
   <translation>클레임이 오래 걸림: p95 지금 %1, 이전 %2</translation>
  </message>
  <message>
   <source>Claims that nobody uses fill it</source>
   <translation>아무도 쓰지 않는 클레임이 채움</translation>
  </message>
  <message>
   <source>Claims wait although devices are free</source>
   <translation>여유 장치가 있는데 클레임이 대기</translation>
  </message>
  <message>
   <source>Claims wait because devices ran out</source>
   <translation>장치가 떨어져 클레임이 대기</translation>
  </message>
  <message>
   <source>Claims were never made</source>
   <translation>클레임이 만들어진 적 없음</translation>
  </message>
  <message>
   <source>Classic DRA is left over</source>
   <translation>클래식 DRA가 남아 있음</translation>
  </message>
  <message>
   <source>Classic claims wait for a driver's controller</source>
   <translation>클래식 클레임이 드라이버 컨트롤러 대기</translation>
  </message>
  <message>
   <source>Complete, the pool counts again</source>
   <translation>완전해지면 풀을 다시 셉니다</translation>
  </message>
  <message>
   <source>Complete, the pool counts again; the claim fits on %1</source>
   <translation>완전해지면 풀을 다시 세어 클레임이 %1에 들어맞습니다</translation>
  </message>
  <message>
   <source>Constraint %1 cannot be met by the devices that are free</source>
   <translation>여유 장치로는 제약 %1을 충족할 수 없습니다</translation>
  </message>
  <message>
   <source>Constraint %1 cannot be met by the devices there are</source>
   <translation>있는 장치로는 제약 %1을 충족할 수 없습니다</translation>
  </message>
  <message>
   <source>Consumers name the claim</source>
   <translation>소비자가 클레임을 가리킴</translation>
  </message>
  <message>
   <source>Container start</source>
   <translation>컨테이너 시작</translation>
  </message>
  <message>
   <source>Containers start later</source>
   <translation>컨테이너 시작이 늦어짐</translation>
  </message>
  <message>
   <source>Containers still run</source>
   <translation>컨테이너가 아직 실행 중</translation>
  </message>
  <message>
   <source>Cordon %1</source>
   <translation>%1 스케줄링 차단</translation>
  </message>
  <message>
   <source>Cordon a device</source>
   <translation>장치 사용 차단</translation>
  </message>
  <message>
   <source>Cordon a node</source>
   <translation>노드 스케줄링 차단</translation>
  </message>
  <message>
   <source>Cordon node</source>
   <translation>노드 스케줄링 차단</translation>
  </message>
  <message>
   <source>Correct the selectors of DeviceClass %1</source>
   <translation>DeviceClass %1의 셀렉터 고치기</translation>
  </message>
  <message>
   <source>Costs a node</source>
   <translation>노드 하나가 듭니다</translation>
  </message>
  <message>
   <source>Counters used up</source>
   <translation>카운터 소진</translation>
  </message>
  <message>
   <source>Create DeviceClass %1</source>
   <translation>DeviceClass %1 만들기</translation>
  </message>
  <message>
   <source>Create ResourceClaim %1</source>
   <translation>ResourceClaim %1 만들기</translation>
  </message>
  <message>
   <source>Create ResourceClaimTemplate %1</source>
   <translation>ResourceClaimTemplate %1 만들기</translation>
  </message>
  <message>
   <source>Create a pod that names the claim</source>
   <translation>이 클레임을 쓰는 파드 만들기</translation>
  </message>
  <message>
   <source>Create claim %1</source>
   <translation>클레임 %1 만들기</translation>
  </message>
  <message>
   <source>Create device classes</source>
   <translation>장치 클래스 생성</translation>
  </message>
  <message>
   <source>Create placeholder pod %1</source>
   <translation>자리 지킴 파드 %1 만들기</translation>
  </message>
  <message>
   <source>CronJob: change its jobTemplate</source>
   <translation>CronJob: jobTemplate 변경</translation>
  </message>
  <message>
   <source>DaemonSet %1 has %2 of %3 pods ready</source>
   <translation>DaemonSet %1: 파드 %3개 중 %2개 준비됨</translation>
  </message>
  <message>
   <source>DaemonSet %1 makes another one on the node</source>
   <translation>DaemonSet %1이(가) 노드에 다시 만듭니다</translation>
  </message>
  <message>
   <source>DaemonSet %1 would start it again</source>
   <translation>DaemonSet %1이(가) 다시 시작함</translation>
  </message>
  <message>
   <source>DaemonSets whose name, labels or images say that they serve %1</source>
   <translation>이름, 레이블, 이미지로 보아 %1을 맡은 DaemonSet</translation>
  </message>
  <message>
   <source>Delete %1</source>
   <translation>%1 삭제</translation>
  </message>
  <message>
   <source>Delete DeviceTaintRule %1</source>
   <translation>DeviceTaintRule %1 삭제</translation>
  </message>
  <message>
   <source>Delete ResourceClaimTemplate %1</source>
   <translation>ResourceClaimTemplate %1 삭제</translation>
  </message>
  <message>
   <source>Delete emptyDir data</source>
   <translation>emptyDir 데이터 삭제</translation>
  </message>
  <message>
   <source>Delete instead of evict</source>
   <translation>축출 대신 삭제</translation>
  </message>
  <message>
   <source>Delete pod %1</source>
   <translation>파드 %1 삭제</translation>
  </message>
  <message>
   <source>Delete the claim that has taken the name</source>
   <translation>이름을 차지한 클레임 삭제</translation>
  </message>
  <message>
   <source>Delete the pod so that its controller makes it anew</source>
   <translation>컨트롤러가 다시 만들도록 파드 삭제</translation>
  </message>
  <message>
   <source>Delete unmanaged pods</source>
   <translation>관리되지 않는 파드 삭제</translation>
  </message>
  <message>
   <source>Device %1 cannot be bound: its driver reports %2</source>
   <translation>장치 %1을 바인딩할 수 없습니다: 드라이버가 %2 보고</translation>
  </message>
  <message>
   <source>Device %1 waits for %2 before the pod is bound</source>
   <translation>장치 %1: 파드를 바인딩하기 전에 %2 대기</translation>
  </message>
  <message>
   <source>DeviceClass %1 does not exist</source>
   <translation>DeviceClass %1 없음</translation>
  </message>
  <message>
   <source>DeviceTaintRules are hidden from you</source>
   <translation>DeviceTaintRule을 볼 수 없음</translation>
  </message>
  <message>
   <source>Devices are free</source>
   <translation>여유 장치가 있음</translation>
  </message>
  <message>
   <source>Devices are free on %1, but other pods keep the pod away: %2</source>
   <translation>%1에 여유 장치가 있지만 다른 파드 때문에 파드가 갈 수 없습니다: %2</translation>
  </message>
  <message>
   <source>Devices are free on %1, but the pod does not fit there: %2</source>
   <translation>%1에 여유 장치가 있지만 파드가 들어맞지 않습니다: %2</translation>
  </message>
  <message>
   <source>Devices are given back only when the last consumer leaves</source>
   <translation>마지막 소비자가 떠나야 장치가 반환됨</translation>
  </message>
  <message>
   <source>Devices are prepared, and the container does not start</source>
   <translation>장치는 준비됐지만 컨테이너가 시작하지 않음</translation>
  </message>
  <message>
   <source>Devices are published</source>
   <translation>장치가 게시되어 있습니다</translation>
  </message>
  <message>
   <source>Devices are tainted, unhealthy or in broken pools</source>
   <translation>장치가 테인트됐거나 비정상이거나 깨진 풀에 있음</translation>
  </message>
  <message>
   <source>Devices cannot be prepared</source>
   <translation>장치를 준비할 수 없음</translation>
  </message>
  <message>
   <source>Devices do not become ready to bind</source>
   <translation>장치가 바인딩할 준비가 되지 않음</translation>
  </message>
  <message>
   <source>Devices match</source>
   <translation>맞는 장치가 있습니다</translation>
  </message>
  <message>
   <source>Devices of claims are counted by class; a request for all counts as 32, firstAvailable as its largest alternative</source>
   <translation>클레임의 장치는 클래스별로 셉니다. All 요청은 32로, firstAvailable은 가장 큰 대안으로 셉니다</translation>
  </message>
  <message>
   <source>Devices of which class does %1 limit now?</source>
   <translation>%1은(는) 이제 어떤 클래스의 장치를 제한합니까?</translation>
  </message>
  <message>
   <source>Devices seen</source>
   <translation>확인한 장치</translation>
  </message>
  <message>
   <source>Devices that look free may be tainted: landings are at best</source>
   <translation>여유로 보이는 장치가 테인트됐을 수 있어 옮겨 갈 곳은 최선의 경우입니다</translation>
  </message>
  <message>
   <source>Devices that pass are taken at the next try</source>
   <translation>통과한 장치는 다음 시도에 쓰입니다</translation>
  </message>
  <message>
   <source>Different %1</source>
   <translation>다른 값 %1</translation>
  </message>
  <message>
   <source>Do what the message asks for: quota, template, label</source>
   <translation>메시지가 요구하는 대로 하세요: 쿼터, 템플릿, 레이블</translation>
  </message>
  <message>
   <source>Does %1 stay as well?</source>
   <translation>%1도 남깁니까?</translation>
  </message>
  <message>
   <source>Double booking</source>
   <translation>이중 할당</translation>
  </message>
  <message>
   <source>Drain %1</source>
   <translation>%1 드레인</translation>
  </message>
  <message>
   <source>Drain a node</source>
   <translation>노드 드레인</translation>
  </message>
  <message>
   <source>Drain devices</source>
   <translation>장치 드레인</translation>
  </message>
  <message>
   <source>Drain node</source>
   <translation>노드 드레인</translation>
  </message>
  <message>
   <source>Drain nodes</source>
   <translation>노드 드레인</translation>
  </message>
  <message>
   <source>Draining %1 would evict %2 in %3, by Claimscope's count; this asks the controller for its own</source>
   <translation>%1 드레인: Claimscope의 수로는 %3에서 %2가 축출됩니다. 이 계획은 컨트롤러의 수를 묻습니다</translation>
  </message>
  <message>
   <source>Driver %1 can be evicted for want of memory</source>
   <translation>드라이버 %1이(가) 메모리 부족으로 축출될 수 있음</translation>
  </message>
  <message>
   <source>Driver %1 does not answer on %2</source>
   <translation>드라이버 %1, %2에서 응답하지 않음</translation>
  </message>
  <message>
   <source>Driver %1 finds %2 potential (node|nodes) unsuitable: %3</source>
   <translation>드라이버 %1: 후보 노드 %2개가 맞지 않음: %3</translation>
  </message>
  <message>
   <source>Driver %1 has not allocated it although %2 has %3 free: its parameters may ask for more</source>
   <translation>드라이버 %1: %2에 %3 여유가 있지만 할당하지 않음. 매개변수가 더 요구할 수 있음</translation>
  </message>
  <message>
   <source>Driver %1 has to allocate on %2 and has not yet</source>
   <translation>드라이버 %1: %2에 할당해야 하지만 아직 하지 않음</translation>
  </message>
  <message>
   <source>Driver %1 is not registered on %2</source>
   <translation>드라이버 %1, %2에 등록되지 않음</translation>
  </message>
  <message>
   <source>Driver %1 is on the network of its nodes</source>
   <translation>드라이버 %1이(가) 노드 네트워크에 있음</translation>
  </message>
  <message>
   <source>Driver %1 not registered on %2, %3 (claim waits|claims wait)</source>
   <translation>%2에서 %1 드라이버 미등록, 클레임 %3개 대기</translation>
  </message>
  <message>
   <source>Driver %1 not registered on %2, %3 gone</source>
   <translation>%2에서 %1 드라이버 미등록, %3 사라짐</translation>
  </message>
  <message>
   <source>Driver %1 publishes no devices: it has no ResourceSlice</source>
   <translation>드라이버 %1: 장치를 게시하지 않습니다. ResourceSlice가 없습니다</translation>
  </message>
  <message>
   <source>Driver %1 runs privileged on every node it serves</source>
   <translation>드라이버 %1이(가) 모든 노드에서 특권으로 실행됨</translation>
  </message>
  <message>
   <source>Driver %1 withdrew its slices on %2, %3 gone</source>
   <translation>%2에서 %1 드라이버가 슬라이스를 거둠, %3 사라짐</translation>
  </message>
  <message>
   <source>Driver account %1 may %2</source>
   <translation>드라이버 어카운트 %1이(가) %2 가능</translation>
  </message>
  <message>
   <source>Driver unhealthy or slices stale</source>
   <translation>드라이버 비정상 또는 오래된 슬라이스</translation>
  </message>
  <message>
   <source>Drop constraint %1</source>
   <translation>제약 %1 없애기</translation>
  </message>
  <message>
   <source>Drop term %1, %2</source>
   <translation>%1번 항 없애기, %2</translation>
  </message>
  <message>
   <source>Each UUID is in one place</source>
   <translation>UUID마다 한 곳에만 있습니다</translation>
  </message>
  <message>
   <source>Each must be True in status.devices[].conditions before the pod is bound</source>
   <translation>파드를 바인딩하기 전에 status.devices[].conditions에서 모두 True여야 함</translation>
  </message>
  <message>
   <source>Each new pod gets a claim of its own from it</source>
   <translation>새 파드마다 여기서 자신의 클레임을 받습니다</translation>
  </message>
  <message>
   <source>Each of %1 has one holder at most</source>
   <translation>%1마다 점유자가 하나 이하입니다</translation>
  </message>
  <message>
   <source>Each of them can allow claims with admin access: %1</source>
   <translation>각자 관리자 접근 클레임을 허용할 수 있습니다: %1</translation>
  </message>
  <message>
   <source>Each of them changes which devices every class gives: %1</source>
   <translation>각자 모든 클래스가 주는 장치를 바꿀 수 있습니다: %1</translation>
  </message>
  <message>
   <source>Each of them evicts pods from any device, without a PodDisruptionBudget: %1</source>
   <translation>각자 PodDisruptionBudget 없이 어떤 장치에서도 파드를 축출할 수 있습니다: %1</translation>
  </message>
  <message>
   <source>Each of them invents devices or takes them away on every node: %1</source>
   <translation>각자 모든 노드에서 장치를 만들거나 없앨 수 있습니다: %1</translation>
  </message>
  <message>
   <source>Each of them takes devices past the scheduler: %1</source>
   <translation>각자 스케줄러를 거치지 않고 장치를 가져갈 수 있습니다: %1</translation>
  </message>
  <message>
   <source>Each of them takes devices, up to the quota: %1</source>
   <translation>각자 쿼터까지 장치를 가져갑니다: %1</translation>
  </message>
  <message>
   <source>Eight</source>
   <translation>8개</translation>
  </message>
  <message>
   <source>Eleven</source>
   <translation>11개</translation>
  </message>
  <message>
   <source>Ends %1 running (pod|pods)</source>
   <translation>실행 중인 파드 %1개를 끝냅니다</translation>
  </message>
  <message>
   <source>Ends %1 running (pod|pods); the Job goes on when it is resumed</source>
   <translation>실행 중인 파드 %1개를 끝냅니다. 재개하면 Job이 이어집니다</translation>
  </message>
  <message>
   <source>Ends a running pod</source>
   <translation>실행 중인 파드를 끝냅니다</translation>
  </message>
  <message>
   <source>Every allocated claim is reserved for a consumer</source>
   <translation>할당된 클레임을 모두 소비자가 예약했습니다</translation>
  </message>
  <message>
   <source>Every claim of the class sees the change</source>
   <translation>클래스의 모든 클레임에 적용됩니다</translation>
  </message>
  <message>
   <source>Every claim waits for its first pod today; the allocationMode of a request says how many devices, not when</source>
   <translation>이제 모든 클레임은 첫 파드를 기다립니다. 요청의 allocationMode는 시점이 아니라 장치 수를 뜻합니다</translation>
  </message>
  <message>
   <source>Every class it names exists and compiles</source>
   <translation>가리키는 클래스가 모두 있고 컴파일됩니다</translation>
  </message>
  <message>
   <source>Every class that a waiting claim names exists and compiles</source>
   <translation>대기 중인 클레임이 가리키는 클래스가 모두 있고 컴파일됩니다</translation>
  </message>
  <message>
   <source>Every driver of a ResourceClass publishes ResourceSlices</source>
   <translation>ResourceClass의 드라이버가 모두 ResourceSlice를 게시합니다</translation>
  </message>
  <message>
   <source>Every line has room</source>
   <translation>모든 항목에 여유가 있습니다</translation>
  </message>
  <message>
   <source>Everybody may %1</source>
   <translation>누구나 %1 가능</translation>
  </message>
  <message>
   <source>Evict %1</source>
   <translation>%1 축출</translation>
  </message>
  <message>
   <source>Evicted pods do not come back. The cordon was there before</source>
   <translation>축출된 파드는 돌아오지 않습니다. 스케줄링 차단은 전부터 있었습니다</translation>
  </message>
  <message>
   <source>Exactly the template that was there before</source>
   <translation>이전에 있던 템플릿 그대로</translation>
  </message>
  <message>
   <source>Failover test of a GPU node</source>
   <translation>GPU 노드 장애 조치 시험</translation>
  </message>
  <message>
   <source>Fits on %1</source>
   <translation>%1에 들어맞습니다</translation>
  </message>
  <message>
   <source>Five</source>
   <translation>5개</translation>
  </message>
  <message>
   <source>Four</source>
   <translation>4개</translation>
  </message>
  <message>
   <source>Free</source>
   <translation>여유</translation>
  </message>
  <message>
   <source>Free elsewhere</source>
   <translation>다른 곳 여유</translation>
  </message>
  <message>
   <source>Free is at most %1, never more. The verdict stays the same</source>
   <translation>여유는 최대 %1이며 그보다 많지 않습니다. 판정은 같습니다</translation>
  </message>
  <message>
   <source>Free is at most %1; a rule may forbid the place that was found</source>
   <translation>여유는 최대 %1이며 찾은 자리를 규칙이 막을 수 있습니다</translation>
  </message>
  <message>
   <source>Frees %1</source>
   <translation>%1가 풀립니다</translation>
  </message>
  <message>
   <source>Frees %1 on %2</source>
   <translation>%2의 %1가 풀립니다</translation>
  </message>
  <message>
   <source>From the driver to the device plugin</source>
   <translation>드라이버에서 장치 플러그인으로</translation>
  </message>
  <message>
   <source>From the list of those that wait to the smallest change</source>
   <translation>대기 목록에서 가장 작은 변경까지</translation>
  </message>
  <message>
   <source>From the node's labels to the driver's log, and a restart</source>
   <translation>노드 레이블에서 드라이버 로그, 재시작까지</translation>
  </message>
  <message>
   <source>GPU 0 % for %1</source>
   <translation>GPU 0 %, %1째</translation>
  </message>
  <message>
   <source>GPU 0 % for at least %1</source>
   <translation>GPU 0 %, %1 이상</translation>
  </message>
  <message>
   <source>GPU not detected</source>
   <translation>GPU가 감지되지 않음</translation>
  </message>
  <message>
   <source>GPUs stay unused</source>
   <translation>GPU가 쓰이지 않음</translation>
  </message>
  <message>
   <source>Gates hold the pod back</source>
   <translation>게이트가 파드를 막음</translation>
  </message>
  <message>
   <source>Gates of scheduler, controller manager and kubelets may differ from the API server's; only its own are told here.</source>
   <translation>스케줄러, 컨트롤러 매니저, kubelet의 게이트는 API 서버와 다를 수 있습니다. 여기에는 API 서버의 것만 나옵니다.</translation>
  </message>
  <message>
   <source>Give pods elsewhere that use it the node affinity themselves, or rely on where the driver publishes devices</source>
   <translation>이 클래스를 쓰는 다른 파드에 노드 어피니티를 직접 주거나, 드라이버가 장치를 게시하는 위치에 맡기십시오</translation>
  </message>
  <message>
   <source>Give the pods a second claim</source>
   <translation>파드에 두 번째 클레임 주기</translation>
  </message>
  <message>
   <source>Give the pods the label in their template, or select by a label that they have</source>
   <translation>파드 템플릿에 그 레이블을 주거나, 파드에 있는 레이블로 선택하세요</translation>
  </message>
  <message>
   <source>Give up after</source>
   <translation>포기할 시간</translation>
  </message>
  <message>
   <source>Grace period</source>
   <translation>유예 기간</translation>
  </message>
  <message>
   <source>Hand back</source>
   <translation>되돌려 주기</translation>
  </message>
  <message>
   <source>Hand back %1 (node|nodes)</source>
   <translation>노드 %1개 되돌려 주기</translation>
  </message>
  <message>
   <source>Hand nodes over to DRA</source>
   <translation>노드를 DRA로 이관</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>인계</translation>
  </message>
  <message>
   <source>Hand over %1 (node|nodes)</source>
   <translation>노드 %1개 이관</translation>
  </message>
  <message>
   <source>Hand over a reservation</source>
   <translation>예약 인계</translation>
  </message>
  <message>
   <source>Hand over more nodes: claimscope migrate nodes</source>
   <translation>노드를 더 이관하십시오: claimscope migrate nodes</translation>
  </message>
  <message>
   <source>Hold them with a ResourceQuota by class</source>
   <translation>클래스별 ResourceQuota로 제한하세요</translation>
  </message>
  <message>
   <source>How long the device plugin may take to leave and the driver to come; 0: only label</source>
   <translation>장치 플러그인이 떠나고 드라이버가 올 때까지의 시간; 0: 레이블만</translation>
  </message>
  <message>
   <source>How many devices stands in the request</source>
   <translation>장치 수는 요청에 적습니다</translation>
  </message>
  <message>
   <source>Immediate allocation, classic DRA</source>
   <translation>Immediate 할당, 클래식 DRA</translation>
  </message>
  <message>
   <source>In use</source>
   <translation>사용 중</translation>
  </message>
  <message>
   <source>Install or restart %1</source>
   <translation>%1 설치 또는 재시작</translation>
  </message>
  <message>
   <source>Inventory, readiness, one node, one workload, the rest</source>
   <translation>인벤토리, 준비 상태, 노드 하나, 워크로드 하나, 나머지</translation>
  </message>
  <message>
   <source>Inventory, selectors, taints, driver, scheduler</source>
   <translation>인벤토리, 셀렉터, 테인트, 드라이버, 스케줄러</translation>
  </message>
  <message>
   <source>It asks for %1; pods with claims here have %2, so it protects nothing</source>
   <translation>%1을(를) 찾지만 여기 클레임 파드에는 %2이(가) 있어 아무것도 보호하지 못합니다</translation>
  </message>
  <message>
   <source>It asks for all devices, and more than 32 match; one claim takes 32 at most</source>
   <translation>모든 장치를 요청하는데 32개 넘게 맞습니다. 클레임 하나는 최대 32개까지입니다</translation>
  </message>
  <message>
   <source>It asks for all matching devices of a node, and %1</source>
   <translation>노드의 맞는 장치를 모두 요청하지만 %1</translation>
  </message>
  <message>
   <source>It asks for one device of %1, as %2 does: check it, or %3 where the cluster has it</source>
   <translation>%2처럼 %1 장치 하나를 요청합니다. 확인하거나, 클러스터에 있으면 %3</translation>
  </message>
  <message>
   <source>It fits now on %1</source>
   <translation>지금 %1 노드에 들어맞습니다</translation>
  </message>
  <message>
   <source>It fits now on %1; the scheduler tries it again within 5 minutes</source>
   <translation>지금 %1에 들어맞으며 스케줄러가 5분 안에 다시 시도합니다</translation>
  </message>
  <message>
   <source>It fits on %1, but the scheduler stops with an error: %2</source>
   <translation>%1에 들어맞지만 스케줄러가 오류로 멈춥니다: %2</translation>
  </message>
  <message>
   <source>It fits on %1; the scheduler has not tried it yet</source>
   <translation>%1에 들어맞지만 스케줄러가 아직 시도하지 않았습니다</translation>
  </message>
  <message>
   <source>It found no node; the allocator finds one here</source>
   <translation>스케줄러는 노드를 찾지 못했지만 여기의 할당자는 찾았습니다</translation>
  </message>
  <message>
   <source>It has been Terminating for longer than it should</source>
   <translation>예정보다 오래 종료 중</translation>
  </message>
  <message>
   <source>It has free devices, and the pod may then run there</source>
   <translation>여유 장치가 있어 파드가 그곳에서 실행될 수 있습니다</translation>
  </message>
  <message>
   <source>It has none</source>
   <translation>없습니다</translation>
  </message>
  <message>
   <source>It has not tried again since something changed</source>
   <translation>바뀐 뒤에 다시 시도하지 않았습니다</translation>
  </message>
  <message>
   <source>It has one by %1</source>
   <translation>%1 기준으로 있음</translation>
  </message>
  <message>
   <source>It is allocated with the pod, on %1</source>
   <translation>파드와 함께 %1에 할당됩니다</translation>
  </message>
  <message>
   <source>It is in order</source>
   <translation>정상입니다</translation>
  </message>
  <message>
   <source>It is lost with the pod. --delete-emptydir-data accepts that</source>
   <translation>파드와 함께 사라집니다. --delete-emptydir-data로 받아들입니다</translation>
  </message>
  <message>
   <source>It is not for want of free devices</source>
   <translation>여유 장치가 없어서가 아닙니다</translation>
  </message>
  <message>
   <source>It leaves last, since the other pods can not end without it</source>
   <translation>다른 파드가 이것 없이 끝날 수 없어 마지막에 떠납니다</translation>
  </message>
  <message>
   <source>It names no node that fails for %1</source>
   <translation>%1 때문에 안 되는 노드를 말하지 않았습니다</translation>
  </message>
  <message>
   <source>It needs %1 healthy and has %2: the drain waits until one more is Ready. %3</source>
   <translation>정상 %1개가 필요한데 %2개뿐이라 하나 더 Ready가 될 때까지 기다립니다. %3</translation>
  </message>
  <message>
   <source>It publishes its devices when its pods run</source>
   <translation>파드가 실행되면 장치를 게시합니다</translation>
  </message>
  <message>
   <source>It publishes none</source>
   <translation>게시하지 않습니다</translation>
  </message>
  <message>
   <source>It publishes slices for the node, which the kubelet removes 30 s after a driver is gone, and no kubelet complains</source>
   <translation>노드에 슬라이스를 게시합니다. 드라이버가 사라지면 kubelet이 30초 뒤 지우며, 오류를 알리는 kubelet이 없습니다</translation>
  </message>
  <message>
   <source>It registers again, and the kubelet prepares the devices at its next try</source>
   <translation>다시 등록되면 kubelet이 다음 시도에 장치를 준비합니다</translation>
  </message>
  <message>
   <source>It registers and publishes again; pods with prepared devices keep running</source>
   <translation>다시 등록하고 게시합니다. 장치가 준비된 파드는 계속 실행됩니다</translation>
  </message>
  <message>
   <source>It reports unhealthy devices</source>
   <translation>비정상 장치를 보고함</translation>
  </message>
  <message>
   <source>It selects nobody yet; once it does, none of its egress rules lets port 53 of kube-system through</source>
   <translation>아직 아무것도 선택하지 않지만, 선택하면 어떤 이그레스 규칙도 kube-system의 53번 포트를 허용하지 않습니다</translation>
  </message>
  <message>
   <source>It spoke before: such a pod is kept out of its queue</source>
   <translation>전에 한 말입니다. 이런 파드는 대기열에 넣지 않습니다</translation>
  </message>
  <message>
   <source>It stays in the output, since something else may use it</source>
   <translation>다른 것이 쓸 수 있으므로 출력에 남깁니다</translation>
  </message>
  <message>
   <source>It wants %1 of driver %2 on one node; at most %3 free</source>
   <translation>한 노드에 드라이버 %2의 %1가 필요하지만 여유는 최대 %3</translation>
  </message>
  <message>
   <source>It wants %1 on one node; at most %2 of %3 are free together</source>
   <translation>한 노드에 %1개가 필요하지만 함께 쓸 수 있는 여유는 %3 중 최대 %2</translation>
  </message>
  <message>
   <source>Its claims hold devices until it is gone</source>
   <translation>사라질 때까지 클레임이 장치를 점유함</translation>
  </message>
  <message>
   <source>Its class does not exist or does not compile</source>
   <translation>클래스가 없거나 컴파일되지 않음</translation>
  </message>
  <message>
   <source>Its devices are free again; the claim fits on %1</source>
   <translation>장치가 다시 여유가 되어 클레임이 %1에 들어맞습니다</translation>
  </message>
  <message>
   <source>Its devices are free, and its controller makes another</source>
   <translation>장치가 여유가 되고 컨트롤러가 새 파드를 만듭니다</translation>
  </message>
  <message>
   <source>Its devices are free; the pod then runs there</source>
   <translation>장치에 여유가 있어 파드가 그곳에서 실행됩니다</translation>
  </message>
  <message>
   <source>Its devices are unhealthy or tainted</source>
   <translation>장치가 비정상이거나 테인트됨</translation>
  </message>
  <message>
   <source>Its devices may disappear for a moment</source>
   <translation>장치가 잠시 사라질 수 있음</translation>
  </message>
  <message>
   <source>Its driver sees %1</source>
   <translation>드라이버가 %1를 봅니다</translation>
  </message>
  <message>
   <source>Its next pod fits on %1</source>
   <translation>다음 파드는 %1에 들어맞음</translation>
  </message>
  <message>
   <source>Its next release writes the old template again</source>
   <translation>다음 릴리스가 이전 템플릿을 다시 씁니다</translation>
  </message>
  <message>
   <source>Its parameters are not evaluated here: free devices may not be what it wants</source>
   <translation>매개변수는 여기서 평가하지 않아 여유 장치가 원하는 것이 아닐 수 있습니다</translation>
  </message>
  <message>
   <source>Its pod runs on %1 and publishes nothing there</source>
   <translation>%1에서 파드가 실행 중이지만 게시하지 않음</translation>
  </message>
  <message>
   <source>Its pods reach devices that other tenants hold: %1</source>
   <translation>그 파드는 다른 테넌트의 장치에 닿습니다: %1</translation>
  </message>
  <message>
   <source>Its template asks for what it asked before, and its pods are replaced</source>
   <translation>템플릿이 이전과 같이 요청하고 파드가 교체됩니다</translation>
  </message>
  <message>
   <source>Keep it to operators and drivers</source>
   <translation>운영자와 드라이버에게만 주세요</translation>
  </message>
  <message>
   <source>Keep pods/exec and pods of that namespace to operators</source>
   <translation>그 네임스페이스의 pods/exec와 파드를 운영자에게만 주세요</translation>
  </message>
  <message>
   <source>Keep such claims to a namespace of their own that only operators may write</source>
   <translation>이런 클레임은 운영자만 쓸 수 있는 별도 네임스페이스에 두세요</translation>
  </message>
  <message>
   <source>Kubelet prepare</source>
   <translation>kubelet 준비</translation>
  </message>
  <message>
   <source>Kubelets cannot prepare</source>
   <translation>kubelet이 준비하지 못함</translation>
  </message>
  <message>
   <source>Kubelets cannot prepare devices</source>
   <translation>kubelet이 장치를 준비하지 못함</translation>
  </message>
  <message>
   <source>Kubernetes %1 has no classic DRA: manifests of v1alpha2 are refused</source>
   <translation>Kubernetes %1에는 클래식 DRA가 없어 v1alpha2 매니페스트가 거부됩니다</translation>
  </message>
  <message>
   <source>Kueue holds it until its workload is admitted</source>
   <translation>Kueue가 워크로드를 허용할 때까지 붙잡고 있습니다</translation>
  </message>
  <message>
   <source>Label %1</source>
   <translation>%1 레이블</translation>
  </message>
  <message>
   <source>Label %1 %2</source>
   <translation>%1에 레이블 %2</translation>
  </message>
  <message>
   <source>Label a node</source>
   <translation>노드 레이블</translation>
  </message>
  <message>
   <source>Label the namespace for admin access</source>
   <translation>네임스페이스에 관리자 접근 레이블 붙이기</translation>
  </message>
  <message>
   <source>Let the driver publish all slices of the pool: restart its pod when it does not by itself</source>
   <translation>드라이버가 풀의 슬라이스를 모두 게시해야 합니다. 스스로 하지 않으면 파드를 재시작하세요</translation>
  </message>
  <message>
   <source>Let the pod tolerate taint %1 of %2</source>
   <translation>파드에 %2의 테인트 %1 톨러레이션 추가</translation>
  </message>
  <message>
   <source>Like pod</source>
   <translation>이 파드처럼</translation>
  </message>
  <message>
   <source>Line %1, column %2 of: %3</source>
   <translation>%1행 %2열: %3</translation>
  </message>
  <message>
   <source>Loading: %1 of %2 kinds are read</source>
   <translation>불러오는 중: %2개 종류 중 %1개를 읽었습니다</translation>
  </message>
  <message>
   <source>Look at status.devices[].conditions of the claim: the device's driver has to set them</source>
   <translation>클레임의 status.devices[].conditions를 보세요. 장치 드라이버가 설정해야 합니다</translation>
  </message>
  <message>
   <source>Look at the controller that sets %1</source>
   <translation>%1을 설정하는 컨트롤러 확인</translation>
  </message>
  <message>
   <source>Look in the log of driver %1 why</source>
   <translation>드라이버 %1 로그에서 이유 확인</translation>
  </message>
  <message>
   <source>Look why the driver's pod does not run on %1</source>
   <translation>%1에서 드라이버 파드가 실행되지 않는 이유 확인</translation>
  </message>
  <message>
   <source>Lower term %1 from %2 to %3</source>
   <translation>%1번 항을 %2에서 %3으로 낮추기</translation>
  </message>
  <message>
   <source>Make room on %1: %2</source>
   <translation>%1에 자리 만들기: %2</translation>
  </message>
  <message>
   <source>Matching devices are in use</source>
   <translation>맞는 장치가 사용 중</translation>
  </message>
  <message>
   <source>Matching devices are tainted</source>
   <translation>맞는 장치가 테인트됨</translation>
  </message>
  <message>
   <source>Metrics see one GPU in two places</source>
   <translation>메트릭에 GPU 하나가 두 곳에 보임</translation>
  </message>
  <message>
   <source>Missing: %1</source>
   <translation>빠진 것: %1</translation>
  </message>
  <message>
   <source>Mount the directories of kubelet plugins and CDI alone, others read-only</source>
   <translation>kubelet 플러그인과 CDI 디렉터리만 마운트하고 나머지는 읽기 전용으로 하세요</translation>
  </message>
  <message>
   <source>Move %1 (workload|workloads) to claims</source>
   <translation>워크로드 %1개를 클레임으로 이전</translation>
  </message>
  <message>
   <source>Move from a device plugin to DRA</source>
   <translation>장치 플러그인에서 DRA로 이전</translation>
  </message>
  <message>
   <source>Move workloads to claims</source>
   <translation>워크로드를 클레임으로 이전</translation>
  </message>
  <message>
   <source>Name the keys they tolerate instead of operator Exists alone</source>
   <translation>operator Exists만 쓰지 말고 허용할 키를 적으세요</translation>
  </message>
  <message>
   <source>New pods are kept off them by the node selector %1</source>
   <translation>새 파드는 노드 셀렉터 %1로 그 노드들을 피합니다</translation>
  </message>
  <message>
   <source>Nine</source>
   <translation>9개</translation>
  </message>
  <message>
   <source>No %1 can be had</source>
   <translation>%1 장치를 받을 수 없음</translation>
  </message>
  <message>
   <source>No %1 is free, and %2 (claim waits|claims wait)</source>
   <translation>여유 %1 없음, 클레임 %2개 대기</translation>
  </message>
  <message>
   <source>No DeviceClass takes any device of %1</source>
   <translation>%1의 장치를 받는 DeviceClass 없음</translation>
  </message>
  <message>
   <source>No PodDisruptionBudget is asked</source>
   <translation>PodDisruptionBudget을 묻지 않음</translation>
  </message>
  <message>
   <source>No ResourceSlice of the driver for the node</source>
   <translation>노드에 드라이버의 ResourceSlice가 없음</translation>
  </message>
  <message>
   <source>No claim whose devices are measured is idle</source>
   <translation>측정되는 장치의 클레임 중 유휴가 없습니다</translation>
  </message>
  <message>
   <source>No class takes its devices</source>
   <translation>장치를 받는 클래스가 없음</translation>
  </message>
  <message>
   <source>No device gives %1 of %2: its policy does not allow it</source>
   <translation>정책상 %2 용량을 %1만큼 주는 장치가 없습니다</translation>
  </message>
  <message>
   <source>No device has %1 of %2</source>
   <translation>%2 용량이 %1인 장치가 없습니다</translation>
  </message>
  <message>
   <source>No device matches its selectors</source>
   <translation>셀렉터에 맞는 장치가 없음</translation>
  </message>
  <message>
   <source>No device matches the selectors of class %1, %2 (claim waits|claims wait)</source>
   <translation>클래스 %1의 셀렉터에 맞는 장치 없음, 클레임 %2개 대기</translation>
  </message>
  <message>
   <source>No device of class %1 can be had</source>
   <translation>클래스 %1의 장치를 받을 수 없음</translation>
  </message>
  <message>
   <source>No driver publishes any device: there is no ResourceSlice</source>
   <translation>장치를 게시하는 드라이버가 없습니다. ResourceSlice가 없습니다</translation>
  </message>
  <message>
   <source>No driver publishes devices for it</source>
   <translation>장치를 게시하는 드라이버가 없음</translation>
  </message>
  <message>
   <source>No driver publishes devices of class %1, %2 (claim waits|claims wait)</source>
   <translation>클래스 %1의 장치를 게시하는 드라이버 없음, 클레임 %2개 대기</translation>
  </message>
  <message>
   <source>No event of it in the last hour, which is how long events are kept</source>
   <translation>이벤트가 보관되는 최근 한 시간 동안 관련 이벤트가 없습니다</translation>
  </message>
  <message>
   <source>No extended resource of a device plugin is allocatable</source>
   <translation>할당 가능한 장치 플러그인의 확장 리소스가 없습니다</translation>
  </message>
  <message>
   <source>No fault is proven, and %1 of %2 could not be told</source>
   <translation>입증된 문제가 없고, %2개 중 %1는 알 수 없습니다</translation>
  </message>
  <message>
   <source>No free %1: %2 of %3 taken, %4 (claim waits|claims wait)</source>
   <translation>남은 %1 없음: %3 중 %2 점유, 클레임 %4개 대기</translation>
  </message>
  <message>
   <source>No free %1: %2 of %3 taken, %4, %5 (claim waits|claims wait)</source>
   <translation>남은 %1 없음: %3 중 %2 점유, %4, 클레임 %5개 대기</translation>
  </message>
  <message>
   <source>No hardware is given out twice</source>
   <translation>두 번 나눠 준 하드웨어가 없습니다</translation>
  </message>
  <message>
   <source>No kind of device that is asked for has run out</source>
   <translation>요청되는 장치 가운데 떨어진 종류가 없습니다</translation>
  </message>
  <message>
   <source>No kubelet complains of it</source>
   <translation>오류를 알리는 kubelet이 없습니다</translation>
  </message>
  <message>
   <source>No matching device publishes the capacity %1 it asks for</source>
   <translation>맞는 장치 가운데 요청한 용량 %1을 게시하는 것이 없습니다</translation>
  </message>
  <message>
   <source>No new pod is scheduled here. Pods and claims that are here stay</source>
   <translation>새 파드가 스케줄링되지 않습니다. 있는 파드와 클레임은 그대로입니다</translation>
  </message>
  <message>
   <source>No node has devices for all its requests: %1</source>
   <translation>모든 요청의 장치를 가진 노드가 없습니다: %1</translation>
  </message>
  <message>
   <source>No node matches the pod's own node selector or affinity: %1</source>
   <translation>파드 자체의 노드 셀렉터나 어피니티에 맞는 노드가 없습니다: %1</translation>
  </message>
  <message>
   <source>No node with DRA devices offers them through a device plugin too</source>
   <translation>DRA 장치를 장치 플러그인으로도 내놓는 노드가 없습니다</translation>
  </message>
  <message>
   <source>No owner</source>
   <translation>소유자가 없습니다</translation>
  </message>
  <message>
   <source>No pod asks for %1: it is allocated when a pod that names it is scheduled. It fits on %2</source>
   <translation>%1: 요청하는 파드가 없습니다. 이 클레임을 쓰는 파드가 스케줄링되면 할당되며, %2에 들어맞습니다</translation>
  </message>
  <message>
   <source>No pod asks for %1: the driver allocates it with its first pod</source>
   <translation>%1: 요청하는 파드가 없습니다. 첫 파드가 생기면 드라이버가 할당합니다</translation>
  </message>
  <message>
   <source>No pod asks for it</source>
   <translation>요청하는 파드가 없음</translation>
  </message>
  <message>
   <source>No pod carries one</source>
   <translation>가진 파드가 없습니다</translation>
  </message>
  <message>
   <source>No pod does</source>
   <translation>그런 파드가 없습니다</translation>
  </message>
  <message>
   <source>No pod of a driver's DaemonSet is seen on the node</source>
   <translation>노드에 드라이버 DaemonSet의 파드가 보이지 않습니다</translation>
  </message>
  <message>
   <source>No pod uses it</source>
   <translation>쓰는 파드가 없습니다</translation>
  </message>
  <message>
   <source>No pod uses it. No owner</source>
   <translation>쓰는 파드도 소유자도 없습니다</translation>
  </message>
  <message>
   <source>No pod uses it: %1 holds %2</source>
   <translation>쓰는 파드가 없습니다: %1, %2 점유</translation>
  </message>
  <message>
   <source>No pod waits for a claim that a quota refused</source>
   <translation>쿼터가 거부한 클레임을 기다리는 파드가 없습니다</translation>
  </message>
  <message>
   <source>No pod with claims is stuck</source>
   <translation>멈춘 클레임 있는 파드가 없습니다</translation>
  </message>
  <message>
   <source>No quota counts claims or devices</source>
   <translation>클레임이나 장치를 세는 쿼터가 없습니다</translation>
  </message>
  <message>
   <source>No quota keeps claims away</source>
   <translation>클레임을 막는 쿼터가 없습니다</translation>
  </message>
  <message>
   <source>No such capacity</source>
   <translation>없는 용량</translation>
  </message>
  <message>
   <source>No workload asks for a device of a device plugin</source>
   <translation>장치 플러그인의 장치를 요청하는 워크로드가 없습니다</translation>
  </message>
  <message>
   <source>No workload that asks for a device of a device plugin is to be seen</source>
   <translation>장치 플러그인의 장치를 요청하는 워크로드가 보이지 않습니다</translation>
  </message>
  <message>
   <source>Nobody is evicted by this plan</source>
   <translation>이 계획으로 축출되는 파드 없음</translation>
  </message>
  <message>
   <source>Node %1 status.conditions[Ready]</source>
   <translation>Node %1 status.conditions[Ready]</translation>
  </message>
  <message>
   <source>Node by node, with the way back, and the proof that claims are prepared</source>
   <translation>노드별로, 되돌리는 길과 클레임이 준비된다는 증명까지</translation>
  </message>
  <message>
   <source>Nodes at a time</source>
   <translation>동시 노드 수</translation>
  </message>
  <message>
   <source>Nodes fail for different reasons</source>
   <translation>노드마다 이유가 다름</translation>
  </message>
  <message>
   <source>Nodes that it serves have no slices of it</source>
   <translation>드라이버가 맡은 노드에 슬라이스가 없음</translation>
  </message>
  <message>
   <source>Nodes that pass every other filter of the scheduler</source>
   <translation>스케줄러의 다른 필터를 모두 통과한 노드</translation>
  </message>
  <message>
   <source>Nodes the driver refuses for this claim</source>
   <translation>드라이버가 이 클레임에 거부한 노드</translation>
  </message>
  <message>
   <source>Nodes with a GPU publish no devices</source>
   <translation>GPU가 있는 노드가 장치를 게시하지 않음</translation>
  </message>
  <message>
   <source>None has a claim</source>
   <translation>클레임이 있는 것이 없습니다</translation>
  </message>
  <message>
   <source>None is</source>
   <translation>없습니다</translation>
  </message>
  <message>
   <source>None is free</source>
   <translation>여유가 없습니다</translation>
  </message>
  <message>
   <source>None is unhealthy or tainted</source>
   <translation>비정상이거나 테인트된 것이 없습니다</translation>
  </message>
  <message>
   <source>None of %1 is</source>
   <translation>%1 모두 아닙니다</translation>
  </message>
  <message>
   <source>None of %1 of class %2 passes its selectors</source>
   <translation>클래스 %2의 %1 중 셀렉터를 통과한 것이 없습니다</translation>
  </message>
  <message>
   <source>None of %1 of class %2 passes its selectors: %3</source>
   <translation>클래스 %2의 %1 중 셀렉터를 통과한 것이 없습니다: %3</translation>
  </message>
  <message>
   <source>None of %1 of class %2 passes term %3, %4</source>
   <translation>클래스 %2의 %1 중 %3번 항을 통과한 것이 없습니다: %4</translation>
  </message>
  <message>
   <source>None of %1 passes the selectors of class %2</source>
   <translation>%1 중 클래스 %2의 셀렉터를 통과한 것이 없습니다</translation>
  </message>
  <message>
   <source>None of the alternatives of request %1 fits: %2</source>
   <translation>요청 %1의 대안이 하나도 들어맞지 않습니다: %2</translation>
  </message>
  <message>
   <source>Not checked: %1</source>
   <translation>검사 안 함: %1</translation>
  </message>
  <message>
   <source>Not possible here: %1</source>
   <translation>여기서는 불가능: %1</translation>
  </message>
  <message>
   <source>Not selectable</source>
   <translation>선택 불가</translation>
  </message>
  <message>
   <source>Nothing is known of why it waits</source>
   <translation>대기하는 이유를 알 수 없습니다</translation>
  </message>
  <message>
   <source>Nothing is proven open, %1 open</source>
   <translation>열려 있다고 증명된 것 없음, %1 남음</translation>
  </message>
  <message>
   <source>Nothing is wrong: %1</source>
   <translation>문제가 없습니다: %1</translation>
  </message>
  <message>
   <source>Nothing makes it again. --force evicts it</source>
   <translation>다시 만드는 것이 없습니다. --force로 축출합니다</translation>
  </message>
  <message>
   <source>Nothing of classic DRA is left</source>
   <translation>클래식 DRA가 남아 있지 않습니다</translation>
  </message>
  <message>
   <source>Nothing releases it by itself</source>
   <translation>저절로 해제되지 않음</translation>
  </message>
  <message>
   <source>Nothing stands open that these rules know of</source>
   <translation>이 규칙이 아는 한 열려 있는 것이 없음</translation>
  </message>
  <message>
   <source>Nothing to undo: the DaemonSet makes the pod again</source>
   <translation>되돌릴 것 없음: DaemonSet이 파드를 다시 만듭니다</translation>
  </message>
  <message>
   <source>Nothing urgent: %1</source>
   <translation>급한 문제가 없습니다: %1</translation>
  </message>
  <message>
   <source>Objects of classic DRA are stored</source>
   <translation>클래식 DRA 오브젝트가 저장되어 있음</translation>
  </message>
  <message>
   <source>Objects outside the core group are counted as count/RESOURCE.GROUP; the server refuses the other key</source>
   <translation>core 그룹 밖의 객체는 count/RESOURCE.GROUP으로 셉니다. 서버는 다른 키를 거부합니다</translation>
  </message>
  <message>
   <source>Of the driver</source>
   <translation>드라이버의 장치</translation>
  </message>
  <message>
   <source>Oldest wait %1</source>
   <translation>가장 오래 기다린 시간 %1</translation>
  </message>
  <message>
   <source>OnDelete: delete its pods after the patch</source>
   <translation>OnDelete: 패치 후 파드 삭제</translation>
  </message>
  <message>
   <source>One</source>
   <translation>1개</translation>
  </message>
  <message>
   <source>One device is allocated to two claims</source>
   <translation>장치 하나가 클레임 둘에 할당됨</translation>
  </message>
  <message>
   <source>One device is enough: the scheduler gives the whole pod up</source>
   <translation>장치 하나로도 충분합니다. 스케줄러가 파드 전체를 포기합니다</translation>
  </message>
  <message>
   <source>One device without further conditions is asked for: add the object to say more</source>
   <translation>다른 조건 없이 장치 하나를 요청합니다. 더 지정하려면 객체를 추가하십시오</translation>
  </message>
  <message>
   <source>Only older slices of %1 name matching devices: slices of an older generation do not count</source>
   <translation>맞는 장치가 %1의 이전 슬라이스에만 있습니다. 이전 세대의 슬라이스는 세지 않습니다</translation>
  </message>
  <message>
   <source>Only on this node</source>
   <translation>이 노드에만</translation>
  </message>
  <message>
   <source>Only pods with labels</source>
   <translation>이 레이블의 파드만</translation>
  </message>
  <message>
   <source>Only the cordon can be undone (uncordon): evicted pods do not come back</source>
   <translation>스케줄링 차단만 되돌릴 수 있습니다(uncordon). 축출된 파드는 돌아오지 않습니다</translation>
  </message>
  <message>
   <source>Only the driver knows what it refuses</source>
   <translation>무엇을 거부하는지는 드라이버만 압니다</translation>
  </message>
  <message>
   <source>Only the newest generation of a complete pool counts</source>
   <translation>완전한 풀의 최신 세대만 셈</translation>
  </message>
  <message>
   <source>Opens %1; the claim fits on %2</source>
   <translation>%1가 열려 클레임이 %2에 들어맞습니다</translation>
  </message>
  <message>
   <source>Other pods may come to the node too</source>
   <translation>다른 파드도 이 노드에 올 수 있습니다</translation>
  </message>
  <message>
   <source>Other pods with that selector may come too</source>
   <translation>같은 셀렉터의 다른 파드도 올 수 있습니다</translation>
  </message>
  <message>
   <source>Other shares leave too little %1 on the devices that match: it asks for %2</source>
   <translation>맞는 장치에 다른 공유가 남긴 %1이 부족합니다. 요청: %2</translation>
  </message>
  <message>
   <source>PDB %1 allows 0 disruptions</source>
   <translation>PDB %1: 허용 중단 0</translation>
  </message>
  <message>
   <source>PDB %1 makes %2 wait</source>
   <translation>PDB %1 때문에 %2 대기</translation>
  </message>
  <message>
   <source>PDB %1: %2 of %3 left</source>
   <translation>PDB %1: %3 중 %2 남음</translation>
  </message>
  <message>
   <source>PDB %1: 0 left</source>
   <translation>PDB %1: 0 남음</translation>
  </message>
  <message>
   <source>PDB %1: 0 of %2 left</source>
   <translation>PDB %1: %2 중 0 남음</translation>
  </message>
  <message>
   <source>Partitions of one device draw on the same counters</source>
   <translation>한 장치의 파티션은 같은 카운터를 씀</translation>
  </message>
  <message>
   <source>Pass class</source>
   <translation>클래스 통과</translation>
  </message>
  <message>
   <source>Pass selectors</source>
   <translation>셀렉터 통과</translation>
  </message>
  <message>
   <source>Passes %1, %2 free on %3</source>
   <translation>%1 통과, %3에 여유 %2</translation>
  </message>
  <message>
   <source>Passes %1, %2 free on %3. Fits on %4</source>
   <translation>%1 통과, %3에 여유 %2. %4에 들어맞습니다</translation>
  </message>
  <message>
   <source>Patch %1 back</source>
   <translation>%1 패치 되돌리기</translation>
  </message>
  <message>
   <source>Patch %1 to claims</source>
   <translation>%1을 클레임으로 패치</translation>
  </message>
  <message>
   <source>Patches what their next release writes again</source>
   <translation>다음 릴리스가 다시 쓰는 것을 패치</translation>
  </message>
  <message>
   <source>Placeholder pod that shares a named claim</source>
   <translation>이름 있는 클레임을 함께 쓰는 자리 지킴 파드</translation>
  </message>
  <message>
   <source>Pod %1 asks for it</source>
   <translation>파드 %1이(가) 요청합니다</translation>
  </message>
  <message>
   <source>Pod %1 has ended: %2</source>
   <translation>파드 %1 끝남: %2</translation>
  </message>
  <message>
   <source>Pod %1 is terminating and keeps its devices until it is gone</source>
   <translation>파드 %1은 종료 중이며 사라질 때까지 장치를 가집니다</translation>
  </message>
  <message>
   <source>Pod %1 runs on %2 with its devices</source>
   <translation>파드 %1이(가) %2에서 장치와 함께 실행 중입니다</translation>
  </message>
  <message>
   <source>Pod stuck Terminating</source>
   <translation>파드가 종료 중에 멈춤</translation>
  </message>
  <message>
   <source>Pods are deleted, not evicted</source>
   <translation>파드를 축출하지 않고 삭제합니다</translation>
  </message>
  <message>
   <source>Pods hold devices and do nothing with them</source>
   <translation>파드가 장치를 점유하고 쓰지 않음</translation>
  </message>
  <message>
   <source>Pods name their claims in the old shape</source>
   <translation>파드가 옛 형식으로 클레임을 가리킴</translation>
  </message>
  <message>
   <source>Pods of the driver do not work</source>
   <translation>드라이버의 파드가 동작하지 않음</translation>
  </message>
  <message>
   <source>Pods that have ended still count</source>
   <translation>끝난 파드가 아직 셈에 들어감</translation>
  </message>
  <message>
   <source>Pods with claims are Terminating for longer than they should</source>
   <translation>클레임 있는 파드가 예정보다 오래 종료 중</translation>
  </message>
  <message>
   <source>Pods with prepared devices keep running</source>
   <translation>장치가 준비된 파드는 계속 실행됩니다</translation>
  </message>
  <message>
   <source>Pool %1 is incomplete: %2 of %3 at generation %4</source>
   <translation>풀 %1 불완전: %4세대 %3 중 %2개</translation>
  </message>
  <message>
   <source>Pool not usable</source>
   <translation>쓸 수 없는 풀</translation>
  </message>
  <message>
   <source>Pools of the driver are incomplete, outdated or invalid</source>
   <translation>드라이버의 풀이 불완전하거나 오래되거나 잘못됨</translation>
  </message>
  <message>
   <source>Preallocate</source>
   <translation>사전 할당</translation>
  </message>
  <message>
   <source>Preallocate %1 of %2</source>
   <translation>%2 %1개 사전 할당</translation>
  </message>
  <message>
   <source>Preallocate devices</source>
   <translation>장치 사전 할당</translation>
  </message>
  <message>
   <source>Preparing devices takes longer</source>
   <translation>장치 준비가 오래 걸림</translation>
  </message>
  <message>
   <source>Put %1 (workload|workloads) back</source>
   <translation>워크로드 %1개 원래대로</translation>
  </message>
  <message>
   <source>Put back</source>
   <translation>원래대로</translation>
  </message>
  <message>
   <source>Put back although device plugins have too little free</source>
   <translation>장치 플러그인의 여유가 부족해도 되돌림</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>대기열</translation>
  </message>
  <message>
   <source>Quota</source>
   <translation>쿼터</translation>
  </message>
  <message>
   <source>Quota %1 refuses %2</source>
   <translation>쿼터 %1, %2 거부</translation>
  </message>
  <message>
   <source>Quota exhausted</source>
   <translation>쿼터 소진</translation>
  </message>
  <message>
   <source>Raise %1 to %2</source>
   <translation>%1 한도를 %2로 올리기</translation>
  </message>
  <message>
   <source>Raise term %1 from %2 to %3</source>
   <translation>%1번 항을 %2에서 %3으로 높이기</translation>
  </message>
  <message>
   <source>Raise the quota, or release claims of the namespace that nobody uses</source>
   <translation>쿼터를 늘리거나 네임스페이스에서 쓰지 않는 클레임을 해제하세요</translation>
  </message>
  <message>
   <source>Read the driver's log on %1</source>
   <translation>%1의 드라이버 로그 읽기</translation>
  </message>
  <message>
   <source>Read the log of %1</source>
   <translation>%1 로그 읽기</translation>
  </message>
  <message>
   <source>Recreate the pod without spec.nodeName</source>
   <translation>spec.nodeName 없이 파드 다시 만들기</translation>
  </message>
  <message>
   <source>Rehearse draining %1</source>
   <translation>%1 드레인 예행</translation>
  </message>
  <message>
   <source>Release %1</source>
   <translation>%1 해제</translation>
  </message>
  <message>
   <source>Release a claim</source>
   <translation>클레임 해제</translation>
  </message>
  <message>
   <source>Release a reservation</source>
   <translation>예약 해제</translation>
  </message>
  <message>
   <source>Release claim</source>
   <translation>클레임 해제</translation>
  </message>
  <message>
   <source>Release what nobody is going to use</source>
   <translation>쓰지 않을 것을 해제하세요</translation>
  </message>
  <message>
   <source>Remove foreign entries</source>
   <translation>외부 항목 제거</translation>
  </message>
  <message>
   <source>Remove gate %1</source>
   <translation>게이트 %1 제거</translation>
  </message>
  <message>
   <source>Remove taint %1 from %2</source>
   <translation>%2에서 테인트 %1 제거</translation>
  </message>
  <message>
   <source>Remove the gates</source>
   <translation>게이트 제거</translation>
  </message>
  <message>
   <source>Removed with classic DRA in 1.32: the claim is allocated when its first pod is scheduled. %1</source>
   <translation>1.32에서 클래식 DRA와 함께 삭제되었습니다. 클레임은 첫 파드가 스케줄될 때 할당됩니다. %1</translation>
  </message>
  <message>
   <source>Renew a reservation</source>
   <translation>예약 갱신</translation>
  </message>
  <message>
   <source>Repair or replace the device; its driver takes the mark away</source>
   <translation>장치를 고치거나 바꾸세요. 표시는 드라이버가 없앱니다</translation>
  </message>
  <message>
   <source>Repair the device, or take the taint away when it is done</source>
   <translation>장치를 고치고, 끝나면 테인트를 없애세요</translation>
  </message>
  <message>
   <source>Request %1 asks for too much: one claim takes at most 32 devices</source>
   <translation>요청 %1이 너무 많습니다. 클레임 하나는 최대 32개까지입니다</translation>
  </message>
  <message>
   <source>Request %1 then fits on %2</source>
   <translation>그러면 요청 %1이 %2에 들어맞습니다</translation>
  </message>
  <message>
   <source>Request %1 wants %2 on one node, and no node has that many that match</source>
   <translation>요청 %1은 한 노드에 %2개를 원하지만 그만큼 맞는 노드가 없습니다</translation>
  </message>
  <message>
   <source>Request %1: %2</source>
   <translation>요청 %1: %2</translation>
  </message>
  <message>
   <source>Reservation by DeviceTaintRule, NoSchedule</source>
   <translation>DeviceTaintRule NoSchedule로 예약</translation>
  </message>
  <message>
   <source>ResourceClaim %1 does not exist</source>
   <translation>ResourceClaim %1 없음</translation>
  </message>
  <message>
   <source>ResourceClaim %1 does not exist, %2 (pod waits|pods wait)</source>
   <translation>ResourceClaim %1 없음, 파드 %2개 대기</translation>
  </message>
  <message>
   <source>ResourceClaim %1 is being deleted, so no pod may use it</source>
   <translation>ResourceClaim %1 삭제 중이라 파드가 쓸 수 없습니다</translation>
  </message>
  <message>
   <source>ResourceClaim %1 is reserved for %2 consumers, the most it takes</source>
   <translation>ResourceClaim %1은 소비자 %2개가 예약해 가득 찼습니다</translation>
  </message>
  <message>
   <source>ResourceClaim %1, made for this pod, was deleted</source>
   <translation>이 파드를 위해 만든 ResourceClaim %1이 삭제되었습니다</translation>
  </message>
  <message>
   <source>ResourceClaimTemplate %1 does not exist, so no claim can be made</source>
   <translation>ResourceClaimTemplate %1이 없어 클레임을 만들 수 없습니다</translation>
  </message>
  <message>
   <source>ResourceClaims and ResourceSlices are forbidden: nothing can be said about devices</source>
   <translation>ResourceClaim과 ResourceSlice를 읽을 권한이 없어 장치에 대해 아무것도 말할 수 없습니다</translation>
  </message>
  <message>
   <source>ResourceClaims are read as %1</source>
   <translation>ResourceClaim을 %1으로(로) 읽습니다</translation>
  </message>
  <message>
   <source>ResourceClass %1 does not exist</source>
   <translation>ResourceClass %1 없음</translation>
  </message>
  <message>
   <source>ResourceClass %1 is not visible, so its driver is not known</source>
   <translation>ResourceClass %1을 볼 수 없어 드라이버를 알 수 없습니다</translation>
  </message>
  <message>
   <source>ResourceQuota %1 has %2 of %3 %4 used</source>
   <translation>ResourceQuota %1: %4 %3 중 %2 사용</translation>
  </message>
  <message>
   <source>ResourceQuota %1 is used up: %2 of %3 %4</source>
   <translation>ResourceQuota %1 소진: %4 %3 중 %2 사용</translation>
  </message>
  <message>
   <source>ResourceQuota %1 is used up: %2 of %3 claims</source>
   <translation>ResourceQuota %1 소진: 클레임 %3개 중 %2개 사용</translation>
  </message>
  <message>
   <source>ResourceQuota %1 leaves no room for the claim</source>
   <translation>ResourceQuota %1에 클레임이 들어갈 자리가 없습니다</translation>
  </message>
  <message>
   <source>ResourceQuotas of the namespace</source>
   <translation>네임스페이스의 ResourceQuota</translation>
  </message>
  <message>
   <source>ResourceSlices of %1 beside its pods</source>
   <translation>%1의 ResourceSlice와 파드 비교</translation>
  </message>
  <message>
   <source>ResourceSlices of the drivers that its classes name</source>
   <translation>클래스가 가리키는 드라이버의 ResourceSlice</translation>
  </message>
  <message>
   <source>ResourceSlices with spec.driver=%1 and spec.nodeName=%2</source>
   <translation>spec.driver=%1, spec.nodeName=%2인 ResourceSlice</translation>
  </message>
  <message>
   <source>Restart %1</source>
   <translation>%1 재시작</translation>
  </message>
  <message>
   <source>Restart %1, so that it publishes pool %2 anew</source>
   <translation>%1을 재시작해 풀 %2를 다시 게시</translation>
  </message>
  <message>
   <source>Restart a driver</source>
   <translation>드라이버 재시작</translation>
  </message>
  <message>
   <source>Restart driver</source>
   <translation>드라이버 재시작</translation>
  </message>
  <message>
   <source>Restart driver %1 on %2</source>
   <translation>%2의 드라이버 %1 재시작</translation>
  </message>
  <message>
   <source>Restart driver on %1</source>
   <translation>%1의 드라이버 재시작</translation>
  </message>
  <message>
   <source>Restart its pod there</source>
   <translation>그곳의 파드를 재시작하세요</translation>
  </message>
  <message>
   <source>Restart the driver's pod on the node</source>
   <translation>노드의 드라이버 파드를 재시작하세요</translation>
  </message>
  <message>
   <source>Run the workflow %1</source>
   <translation>워크플로 %1 실행</translation>
  </message>
  <message>
   <source>Run the workflow %1: it says which device, taint or selector</source>
   <translation>워크플로 %1을(를) 실행하면 어느 장치, 테인트, 셀렉터인지 알려 줍니다</translation>
  </message>
  <message>
   <source>Running, made again by %1</source>
   <translation>실행 중, %1이(가) 다시 만듦</translation>
  </message>
  <message>
   <source>Same %1</source>
   <translation>같은 값 %1</translation>
  </message>
  <message>
   <source>Save them with %1</source>
   <translation>다음 명령으로 저장하세요: %1</translation>
  </message>
  <message>
   <source>Scale %1 to %2</source>
   <translation>%1 규모를 %2로</translation>
  </message>
  <message>
   <source>Scheduler</source>
   <translation>스케줄러</translation>
  </message>
  <message>
   <source>Scheduler gates</source>
   <translation>스케줄러 게이트</translation>
  </message>
  <message>
   <source>Scheduling gate %1 keeps the pod from the scheduler</source>
   <translation>스케줄링 게이트 %1이 파드를 스케줄러에서 막고 있습니다</translation>
  </message>
  <message>
   <source>Seconds for each pod to end; -1 leaves it to the pod</source>
   <translation>파드마다 끝날 때까지의 초. -1은 파드에 맡김</translation>
  </message>
  <message>
   <source>Select by kubernetes.io/metadata.name, which the server sets itself</source>
   <translation>서버가 스스로 붙이는 kubernetes.io/metadata.name으로 선택하세요</translation>
  </message>
  <message>
   <source>Selectors of the class come first</source>
   <translation>클래스의 셀렉터가 먼저</translation>
  </message>
  <message>
   <source>Set up monitoring</source>
   <translation>모니터링 설정</translation>
  </message>
  <message>
   <source>Seven</source>
   <translation>7개</translation>
  </message>
  <message>
   <source>Since v1beta2 a request is either exactly or firstAvailable</source>
   <translation>v1beta2부터 요청은 exactly 또는 firstAvailable입니다</translation>
  </message>
  <message>
   <source>Six</source>
   <translation>6개</translation>
  </message>
  <message>
   <source>Skip DaemonSet pods</source>
   <translation>DaemonSet 파드 건너뛰기</translation>
  </message>
  <message>
   <source>Skip pods that end for longer than</source>
   <translation>이보다 오래 끝나는 파드 건너뛰기</translation>
  </message>
  <message>
   <source>Specs cannot change: template %1 is replaced and the pod made anew</source>
   <translation>spec은 바꿀 수 없어 템플릿 %1을 바꾸고 파드를 다시 만듭니다</translation>
  </message>
  <message>
   <source>Started %1</source>
   <translation>%1에 시작됨</translation>
  </message>
  <message>
   <source>Started %1, %2 after %3 was allocated</source>
   <translation>%3 할당 %2 뒤인 %1에 시작됨</translation>
  </message>
  <message>
   <source>Started %1, one minute after %2 was allocated</source>
   <translation>%2 할당 1분 뒤인 %1에 시작됨</translation>
  </message>
  <message>
   <source>Stop pod %1</source>
   <translation>파드 %1 중지</translation>
  </message>
  <message>
   <source>Stops %1 of %2</source>
   <translation>%2의 %1를 멈춥니다</translation>
  </message>
  <message>
   <source>Such a request matches nothing: choose another name, or ignore</source>
   <translation>그런 요청에 맞는 장치가 없습니다. 다른 이름을 고르거나 무시하십시오</translation>
  </message>
  <message>
   <source>Suspend %1</source>
   <translation>%1 일시 중단</translation>
  </message>
  <message>
   <source>Taint devices</source>
   <translation>장치 테인트</translation>
  </message>
  <message>
   <source>Tainted</source>
   <translation>테인트</translation>
  </message>
  <message>
   <source>Taints by DeviceTaintRules</source>
   <translation>DeviceTaintRule의 테인트</translation>
  </message>
  <message>
   <source>Take the label off %1</source>
   <translation>%1 레이블 제거</translation>
  </message>
  <message>
   <source>Take those rules out of its role</source>
   <translation>그 규칙을 역할에서 빼세요</translation>
  </message>
  <message>
   <source>Taken by %1</source>
   <translation>%1가 받습니다</translation>
  </message>
  <message>
   <source>Takes a node out on purpose and proves where its claims land</source>
   <translation>노드를 일부러 빼고 클레임이 어디로 가는지 증명합니다</translation>
  </message>
  <message>
   <source>Ten</source>
   <translation>10개</translation>
  </message>
  <message>
   <source>The API server's /metrics are refused to you, so gates are told by flags, versions and objects alone.</source>
   <translation>API 서버의 /metrics가 거부되어 게이트는 플래그, 버전, 오브젝트로만 알 수 있습니다.</translation>
  </message>
  <message>
   <source>The DRA driver leaves it, the device plugin comes</source>
   <translation>DRA 드라이버가 떠나고 장치 플러그인이 옵니다</translation>
  </message>
  <message>
   <source>The GPU itself failed</source>
   <translation>GPU 자체가 고장 남</translation>
  </message>
  <message>
   <source>The UUIDs and addresses of %1 differ</source>
   <translation>%1의 UUID와 주소가 서로 다릅니다</translation>
  </message>
  <message>
   <source>The claim cannot be allocated</source>
   <translation>클레임을 할당할 수 없음</translation>
  </message>
  <message>
   <source>The claim controller says why it could not make a claim</source>
   <translation>클레임 컨트롤러가 만들지 못한 이유를 알림</translation>
  </message>
  <message>
   <source>The claim has not come so far</source>
   <translation>클레임이 거기까지 오지 않았습니다</translation>
  </message>
  <message>
   <source>The claim is not reserved for the pod</source>
   <translation>클레임이 파드에 예약되지 않음</translation>
  </message>
  <message>
   <source>The claim or its pod is on the way out</source>
   <translation>클레임이나 파드가 사라지는 중</translation>
  </message>
  <message>
   <source>The claim then fits</source>
   <translation>그러면 클레임이 들어맞습니다</translation>
  </message>
  <message>
   <source>The claim then fits on %1</source>
   <translation>그러면 클레임이 %1에 들어맞습니다</translation>
  </message>
  <message>
   <source>The claim was never made</source>
   <translation>클레임이 만들어진 적 없음</translation>
  </message>
  <message>
   <source>The class cannot choose nodes any more; the pod can</source>
   <translation>클래스는 더 이상 노드를 고를 수 없고, 파드가 고릅니다</translation>
  </message>
  <message>
   <source>The class names the driver that allocates</source>
   <translation>클래스가 할당할 드라이버를 정함</translation>
  </message>
  <message>
   <source>The class takes every device</source>
   <translation>클래스가 모든 장치를 받음</translation>
  </message>
  <message>
   <source>The cluster changed after it spoke</source>
   <translation>그 뒤에 클러스터가 바뀌었습니다</translation>
  </message>
  <message>
   <source>The cluster does not serve DRA</source>
   <translation>클러스터가 DRA를 제공하지 않음</translation>
  </message>
  <message>
   <source>The controller makes the claim at its next try</source>
   <translation>컨트롤러가 다음 시도에 클레임을 만듭니다</translation>
  </message>
  <message>
   <source>The controller tries again by itself</source>
   <translation>컨트롤러가 스스로 다시 시도합니다</translation>
  </message>
  <message>
   <source>The device plugin leaves it, the DRA driver comes</source>
   <translation>장치 플러그인이 떠나고 DRA 드라이버가 옵니다</translation>
  </message>
  <message>
   <source>The devices are in %1, which is incomplete: not all its slices are there</source>
   <translation>장치가 있는 %1이 불완전합니다. 슬라이스가 모두 있지 않습니다</translation>
  </message>
  <message>
   <source>The devices are in %1, which is invalid</source>
   <translation>장치가 있는 %1이 잘못되었습니다</translation>
  </message>
  <message>
   <source>The devices are on %1, which (is|are) cordoned</source>
   <translation>장치가 있는 %1 노드가 스케줄링 차단되어 있습니다</translation>
  </message>
  <message>
   <source>The devices are on %1, whose %2 the pod does not tolerate</source>
   <translation>장치가 있는 %1의 %2에 파드의 톨러레이션이 없습니다</translation>
  </message>
  <message>
   <source>The devices are ready; a container is not: %1</source>
   <translation>장치는 준비되었지만 컨테이너는 아닙니다: %1</translation>
  </message>
  <message>
   <source>The devices look free, but partitions in use have taken the counters they share</source>
   <translation>장치가 여유로 보이지만 사용 중인 파티션이 공유 카운터를 모두 썼습니다</translation>
  </message>
  <message>
   <source>The devices look free, but partitions in use have taken the counters they share: %1</source>
   <translation>장치가 여유로 보이지만 사용 중인 파티션이 공유 카운터를 모두 썼습니다: %1</translation>
  </message>
  <message>
   <source>The devices may be far from each other</source>
   <translation>장치들이 서로 멀 수 있습니다</translation>
  </message>
  <message>
   <source>The devices may share what was to be apart</source>
   <translation>떨어져야 할 것을 장치들이 함께 쓸 수 있습니다</translation>
  </message>
  <message>
   <source>The driver %1 fails</source>
   <translation>드라이버 %1 실패</translation>
  </message>
  <message>
   <source>The driver gives the container its devices by CDI and numbers them from 0: with one device 0 is harmless, with more it hides the others. Take it out</source>
   <translation>드라이버는 CDI로 장치를 주고 0부터 번호를 매깁니다. 장치가 하나면 0은 무해하지만 여럿이면 나머지를 숨깁니다. 삭제하십시오</translation>
  </message>
  <message>
   <source>The driver has no modern form yet</source>
   <translation>드라이버의 새 버전이 아직 없음</translation>
  </message>
  <message>
   <source>The driver has to set the condition on status.devices</source>
   <translation>드라이버가 status.devices에 조건을 설정해야 합니다</translation>
  </message>
  <message>
   <source>The driver is not installed, or not on every node</source>
   <translation>드라이버가 없거나 일부 노드에만 있음</translation>
  </message>
  <message>
   <source>The driver is not registered with the kubelet</source>
   <translation>드라이버가 kubelet에 등록되지 않음</translation>
  </message>
  <message>
   <source>The driver publishes no devices on %1, where it did before</source>
   <translation>드라이버가 전과 달리 %1에 장치를 게시하지 않습니다</translation>
  </message>
  <message>
   <source>The driver refuses or does not answer</source>
   <translation>드라이버가 거부하거나 응답하지 않음</translation>
  </message>
  <message>
   <source>The driver says there what it could not do</source>
   <translation>무엇을 하지 못했는지 드라이버가 그곳에 적습니다</translation>
  </message>
  <message>
   <source>The driver's controller writes them</source>
   <translation>드라이버의 컨트롤러가 씀</translation>
  </message>
  <message>
   <source>The driver's pod does not run on the node</source>
   <translation>노드에서 드라이버 파드가 실행되지 않음</translation>
  </message>
  <message>
   <source>The drivers of %1 are well</source>
   <translation>%1의 드라이버가 정상입니다</translation>
  </message>
  <message>
   <source>The kubelet cannot prepare the devices</source>
   <translation>kubelet이 장치를 준비하지 못함</translation>
  </message>
  <message>
   <source>The kubelet of %1 does not know driver %2, first said %3 ago</source>
   <translation>%1의 kubelet이 드라이버 %2을(를) 모릅니다. %3 전에 처음 알림</translation>
  </message>
  <message>
   <source>The kubelet of %1 started anew %2 ago; drivers have to register again after that</source>
   <translation>%1의 kubelet이 %2 전에 새로 시작했습니다. 그 뒤 드라이버가 다시 등록해야 합니다</translation>
  </message>
  <message>
   <source>The kubelet on %1 prepares the devices</source>
   <translation>%1의 kubelet이 장치를 준비하고 있습니다</translation>
  </message>
  <message>
   <source>The kubelet prepares every claim before it starts a container, and tries again</source>
   <translation>kubelet은 컨테이너를 시작하기 전에 모든 클레임을 준비하며 다시 시도함</translation>
  </message>
  <message>
   <source>The kubelet refuses the pod: its claim is not reserved for it</source>
   <translation>kubelet이 파드를 거부합니다. 클레임이 이 파드에 예약되지 않았습니다</translation>
  </message>
  <message>
   <source>The kubelet restarted or complains</source>
   <translation>kubelet이 재시작했거나 오류를 알림</translation>
  </message>
  <message>
   <source>The kubelet's message is another: %1</source>
   <translation>kubelet의 메시지가 다름: %1</translation>
  </message>
  <message>
   <source>The machine has no GPU</source>
   <translation>머신에 GPU가 없음</translation>
  </message>
  <message>
   <source>The namespace may then hold more devices</source>
   <translation>네임스페이스가 더 많은 장치를 점유할 수 있습니다</translation>
  </message>
  <message>
   <source>The node is down</source>
   <translation>노드가 내려감</translation>
  </message>
  <message>
   <source>The nodes of all free devices take pods</source>
   <translation>여유 장치의 노드가 모두 파드를 받습니다</translation>
  </message>
  <message>
   <source>The nodes that have devices cannot take the pod</source>
   <translation>장치가 있는 노드가 파드를 받을 수 없음</translation>
  </message>
  <message>
   <source>The objective is missed</source>
   <translation>목표를 지키지 못함</translation>
  </message>
  <message>
   <source>The pods of %1 (workload|workloads) ask for extended resources again</source>
   <translation>워크로드 %1개의 파드가 다시 확장 리소스를 요청합니다</translation>
  </message>
  <message>
   <source>The pods of %1 (workload|workloads) get claims, by their own rollouts</source>
   <translation>워크로드 %1개의 파드가 자체 롤아웃으로 클레임을 받습니다</translation>
  </message>
  <message>
   <source>The pools with matching devices are not usable</source>
   <translation>맞는 장치가 있는 풀을 쓸 수 없음</translation>
  </message>
  <message>
   <source>The scheduler allocates the claim for it, and the driver prepares the devices</source>
   <translation>스케줄러가 클레임을 할당하고 드라이버가 장치를 준비합니다</translation>
  </message>
  <message>
   <source>The scheduler cannot allocate it: %1</source>
   <translation>스케줄러가 할당할 수 없습니다: %1</translation>
  </message>
  <message>
   <source>The scheduler fails or says something else</source>
   <translation>스케줄러가 실패하거나 다르게 말함</translation>
  </message>
  <message>
   <source>The scheduler finds no place</source>
   <translation>스케줄러가 자리를 찾지 못함</translation>
  </message>
  <message>
   <source>The scheduler gives up after 10 m, in %1</source>
   <translation>스케줄러는 10분 뒤, 즉 %1 뒤에 포기합니다</translation>
  </message>
  <message>
   <source>The scheduler itself fails</source>
   <translation>스케줄러 자체가 실패함</translation>
  </message>
  <message>
   <source>The scheduler looks at the pod</source>
   <translation>스케줄러가 파드를 봅니다</translation>
  </message>
  <message>
   <source>The scheduler may not know DeviceTaintRules</source>
   <translation>스케줄러가 DeviceTaintRule을 모를 수 있음</translation>
  </message>
  <message>
   <source>The scheduler reports no failure of its own</source>
   <translation>스케줄러가 자체 실패를 보고하지 않습니다</translation>
  </message>
  <message>
   <source>The scheduler says the same</source>
   <translation>스케줄러도 같은 말을 합니다</translation>
  </message>
  <message>
   <source>The scheduler then allocates its claim</source>
   <translation>그러면 스케줄러가 클레임을 할당합니다</translation>
  </message>
  <message>
   <source>The scheduler tries again as soon as it exists</source>
   <translation>생기는 즉시 스케줄러가 다시 시도합니다</translation>
  </message>
  <message>
   <source>The scheduler's 10 m are over: it gives the devices back and starts anew</source>
   <translation>스케줄러의 10분이 지나 장치를 되돌리고 처음부터 다시 합니다</translation>
  </message>
  <message>
   <source>The scheduler's other filters come before devices</source>
   <translation>스케줄러의 다른 필터가 장치보다 먼저임</translation>
  </message>
  <message>
   <source>The server is too new for classic DRA</source>
   <translation>서버가 클래식 DRA에 비해 너무 새로움</translation>
  </message>
  <message>
   <source>The status of container %1 says running, which the kubelet corrects after unprepare only</source>
   <translation>컨테이너 %1의 상태가 실행 중이며, kubelet은 unprepare 뒤에만 고칩니다</translation>
  </message>
  <message>
   <source>The steps tell of each kind of device that is waited for, and of what holds the others</source>
   <translation>단계마다 기다리는 장치의 종류와 나머지를 점유한 것을 알려 줍니다</translation>
  </message>
  <message>
   <source>The taint says that something is wrong with them</source>
   <translation>테인트는 장치에 문제가 있다는 뜻입니다</translation>
  </message>
  <message>
   <source>Their nodes take no pods</source>
   <translation>노드가 파드를 받지 않음</translation>
  </message>
  <message>
   <source>There is no ResourceClass</source>
   <translation>ResourceClass가 없습니다</translation>
  </message>
  <message>
   <source>There is no classic claim</source>
   <translation>클래식 클레임이 없습니다</translation>
  </message>
  <message>
   <source>There is no pool to look at</source>
   <translation>볼 풀이 없습니다</translation>
  </message>
  <message>
   <source>These files hold no object of resource.k8s.io</source>
   <translation>이 파일들에는 resource.k8s.io 오브젝트가 없습니다</translation>
  </message>
  <message>
   <source>They are complete, the server was heard %1 ago</source>
   <translation>완전하며 서버와 %1 전에 연결되었습니다</translation>
  </message>
  <message>
   <source>They differed by suitableNodes or parameters only. Name an attribute that tells their devices apart: %1</source>
   <translation>suitableNodes나 파라미터로만 구별되었습니다. 장치를 구별하는 속성을 지정하십시오: %1</translation>
  </message>
  <message>
   <source>They reach everything, the cloud's metadata service too: %1</source>
   <translation>클라우드 메타데이터 서비스를 포함해 모든 곳에 닿습니다: %1</translation>
  </message>
  <message>
   <source>They would come back at once. Skip them: --ignore-daemonsets. %1</source>
   <translation>바로 다시 생깁니다. 건너뛰려면 --ignore-daemonsets. %1</translation>
  </message>
  <message>
   <source>This API server has no resource.k8s.io</source>
   <translation>이 API 서버에 resource.k8s.io가 없습니다</translation>
  </message>
  <message>
   <source>This claim allocates now</source>
   <translation>이 클레임이 바로 할당됩니다</translation>
  </message>
  <message>
   <source>Three</source>
   <translation>3개</translation>
  </message>
  <message>
   <source>Tolerate taint %1</source>
   <translation>테인트 %1 톨러레이션 추가</translation>
  </message>
  <message>
   <source>Twelve</source>
   <translation>12개</translation>
  </message>
  <message>
   <source>Two</source>
   <translation>2개</translation>
  </message>
  <message>
   <source>Two devices of slices are one piece of hardware</source>
   <translation>슬라이스의 장치 둘이 같은 하드웨어</translation>
  </message>
  <message>
   <source>Uncordon %1</source>
   <translation>%1 스케줄링 허용</translation>
  </message>
  <message>
   <source>Uncordon a node</source>
   <translation>노드 스케줄링 허용</translation>
  </message>
  <message>
   <source>Uncordon node</source>
   <translation>노드 스케줄링 허용</translation>
  </message>
  <message>
   <source>Uncordon puts it back</source>
   <translation>스케줄링 허용으로 되돌립니다</translation>
  </message>
  <message>
   <source>Undo patches them to claims again</source>
   <translation>되돌리면 다시 클레임으로 패치합니다</translation>
  </message>
  <message>
   <source>Undo puts exactly the earlier template back; pods are replaced again</source>
   <translation>되돌리면 이전 템플릿이 그대로 복원되고 파드가 다시 교체됩니다</translation>
  </message>
  <message>
   <source>Undo takes the label and the cordon back; pods that were evicted stay where they are</source>
   <translation>되돌리면 레이블과 스케줄링 차단이 해제됩니다. 축출된 파드는 그 자리에 남습니다</translation>
  </message>
  <message>
   <source>Undone by deleting the placeholder and the claim</source>
   <translation>자리 지킴 파드와 클레임을 삭제하면 되돌려집니다</translation>
  </message>
  <message>
   <source>Undone by deleting the rule, which does nothing</source>
   <translation>아무 효과 없는 규칙을 삭제하면 되돌려집니다</translation>
  </message>
  <message>
   <source>Unprepare waits for the driver</source>
   <translation>드라이버의 unprepare 대기</translation>
  </message>
  <message>
   <source>Upgrade of a DRA driver</source>
   <translation>DRA 드라이버 업그레이드</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>값</translation>
  </message>
  <message>
   <source>Wait</source>
   <translation>대기</translation>
  </message>
  <message>
   <source>Wait for the driver</source>
   <translation>드라이버 대기</translation>
  </message>
  <message>
   <source>Waiting is by design: %1 goes when driver %2 on %3 has unprepared its devices, and the driver does not answer</source>
   <translation>정상적인 대기입니다: %3의 드라이버 %2이(가) 장치를 unprepare하면 %1이(가) 사라지지만 드라이버가 응답하지 않습니다</translation>
  </message>
  <message>
   <source>Waits for devices: %1</source>
   <translation>장치 대기 중: %1</translation>
  </message>
  <message>
   <source>Waits for devices: all %1 that match are in use</source>
   <translation>장치 대기 중: 맞는 %1개가 모두 사용 중입니다</translation>
  </message>
  <message>
   <source>Waits for devices: it wants %1 on one node, at most %2 (is|are) free together</source>
   <translation>장치 대기 중: 한 노드에 %1개가 필요하지만 함께 쓸 수 있는 여유는 최대 %2개입니다</translation>
  </message>
  <message>
   <source>Waits for devices: of %1 that could serve it, %2</source>
   <translation>장치 대기 중: 쓸 수 있는 %1 중 %2</translation>
  </message>
  <message>
   <source>Waits for devices: the %1 that the pod can reach are in use</source>
   <translation>장치 대기 중: 파드가 닿을 수 있는 %1개가 모두 사용 중입니다</translation>
  </message>
  <message>
   <source>Waits for devices: the only one that matches is in use</source>
   <translation>장치 대기 중: 맞는 장치 하나가 사용 중입니다</translation>
  </message>
  <message>
   <source>Webhook authorizers, admission policies and the Node authorizer can allow or refuse more than roles say.</source>
   <translation>웹훅 인가, 어드미션 정책, Node 인가는 역할보다 더 허용하거나 거부할 수 있습니다.</translation>
  </message>
  <message>
   <source>What becomes of allocation before there is a pod?</source>
   <translation>파드가 있기 전의 할당은 어떻게 합니까?</translation>
  </message>
  <message>
   <source>What does %1 mean?</source>
   <translation>%1은(는) 무엇을 뜻합니까?</translation>
  </message>
  <message>
   <source>What driver %1 decides</source>
   <translation>드라이버 %1의 결정</translation>
  </message>
  <message>
   <source>What is measured, what the guide's metrics really are, the exporter</source>
   <translation>무엇이 측정되는지, 가이드의 메트릭이 실제로 무엇인지, 익스포터</translation>
  </message>
  <message>
   <source>What is seen of the slices is old</source>
   <translation>보이는 슬라이스가 오래됨</translation>
  </message>
  <message>
   <source>What it asks for cannot be had together</source>
   <translation>요청한 것을 함께 받을 수 없음</translation>
  </message>
  <message>
   <source>What it costs</source>
   <translation>대가</translation>
  </message>
  <message>
   <source>What it said is not in the new class: add the object, or write selectors or configuration by hand</source>
   <translation>그 내용은 새 클래스에 없습니다. 객체를 추가하거나 셀렉터 또는 구성을 직접 쓰십시오</translation>
  </message>
  <message>
   <source>What the allocator is asked for</source>
   <translation>할당자에게 요청한 것</translation>
  </message>
  <message>
   <source>What the scheduler itself says of the pod</source>
   <translation>스케줄러가 파드에 대해 한 말</translation>
  </message>
  <message>
   <source>Where may its devices be used? suitableNodes: %1</source>
   <translation>장치를 어디에서 쓸 수 있습니까? suitableNodes: %1</translation>
  </message>
  <message>
   <source>Whether it fits cannot be told: ResourceSlices or DeviceClasses are not visible</source>
   <translation>ResourceSlice나 DeviceClass를 볼 수 없어 들어맞는지 알 수 없습니다</translation>
  </message>
  <message>
   <source>Whether the network plugin enforces NetworkPolicies is in no API; policies of its own kinds (Cilium, Calico) are not read.</source>
   <translation>네트워크 플러그인이 NetworkPolicy를 지키는지는 API에 없습니다. 자체 종류의 정책(Cilium, Calico)은 읽지 않습니다.</translation>
  </message>
  <message>
   <source>Which Karpenter makes these nodes is not seen: before 1.14 none makes a node for the sake of a claim</source>
   <translation>어느 Karpenter가 이 노드를 만드는지 보이지 않음. 1.14 전에는 클레임을 위해 노드를 만들지 않음</translation>
  </message>
  <message>
   <source>Which attribute is %1?</source>
   <translation>%1은(는) 어떤 속성입니까?</translation>
  </message>
  <message>
   <source>Which devices of %1 belong to the class? ATTRIBUTE=VALUE</source>
   <translation>%1의 어떤 장치가 이 클래스에 속합니까? ATTRIBUTE=VALUE</translation>
  </message>
  <message>
   <source>Whoever set the gate removes it when it is time</source>
   <translation>게이트를 설정한 쪽이 때가 되면 없앱니다</translation>
  </message>
  <message>
   <source>Whole pool</source>
   <translation>풀 전체</translation>
  </message>
  <message>
   <source>Why it is so</source>
   <translation>그런 이유</translation>
  </message>
  <message>
   <source>Within</source>
   <translation>시간 안에</translation>
  </message>
  <message>
   <source>Without room</source>
   <translation>여유 없이</translation>
  </message>
  <message>
   <source>Workloads that roll out at the same time</source>
   <translation>동시에 롤아웃하는 워크로드</translation>
  </message>
  <message>
   <source>Write %1 instead of %2</source>
   <translation>%2 대신 %1 쓰기</translation>
  </message>
  <message>
   <source>Write a class for them, or correct the selectors of one</source>
   <translation>클래스를 만들거나 셀렉터를 고치세요</translation>
  </message>
  <message>
   <source>XID of dcgm-exporter, and health that pods report</source>
   <translation>dcgm-exporter의 XID와 파드가 보고한 상태</translation>
  </message>
  <message>
   <source>a Job's template is fixed: create it anew</source>
   <translation>Job 템플릿은 고정: 새로 생성</translation>
  </message>
  <message>
   <source>a class stands for %1</source>
   <translation>클래스가 %1을 대신함</translation>
  </message>
  <message>
   <source>a feature is off</source>
   <translation>기능이 꺼짐</translation>
  </message>
  <message>
   <source>a host port is taken</source>
   <translation>호스트 포트가 사용 중임</translation>
  </message>
  <message>
   <source>a node whose kubelet is silent keeps its claims until it is back or gone</source>
   <translation>kubelet이 응답하지 않는 노드는 돌아오거나 사라질 때까지 클레임을 붙들고 있습니다</translation>
  </message>
  <message>
   <source>a placeholder pod takes the place of allocationMode: %1</source>
   <translation>자리 표시 파드가 allocationMode: %1을(를) 대신합니다</translation>
  </message>
  <message>
   <source>a placeholder pod uses the claim and so holds the device; other pods may share it</source>
   <translation>자리 표시 파드가 클레임을 써서 장치를 점유하며, 다른 파드와 공유할 수 있습니다</translation>
  </message>
  <message>
   <source>a request is of an unknown shape</source>
   <translation>알 수 없는 형식의 요청</translation>
  </message>
  <message>
   <source>a selector does not compile</source>
   <translation>컴파일되지 않는 셀렉터</translation>
  </message>
  <message>
   <source>a selector fails on a device</source>
   <translation>어떤 장치에서 셀렉터 오류</translation>
  </message>
  <message>
   <source>absent for %1</source>
   <translation>%1째 없음</translation>
  </message>
  <message>
   <source>admitted by Kueue</source>
   <translation>Kueue가 허용함</translation>
  </message>
  <message>
   <source>after 10 m the scheduler gives the devices back and tries again</source>
   <translation>10분 뒤 스케줄러가 장치를 되돌리고 다시 시도함</translation>
  </message>
  <message>
   <source>agrees</source>
   <translation>일치</translation>
  </message>
  <message>
   <source>all drivers</source>
   <translation>모든 드라이버</translation>
  </message>
  <message>
   <source>all wanted</source>
   <translation>모두 필요</translation>
  </message>
  <message>
   <source>allocated</source>
   <translation>할당됨</translation>
  </message>
  <message>
   <source>allocated %1 ago</source>
   <translation>%1 전에 할당됨</translation>
  </message>
  <message>
   <source>allocated claims whose pod has not started</source>
   <translation>파드가 시작하지 않은 할당된 클레임</translation>
  </message>
  <message>
   <source>allocated when its first pod is scheduled</source>
   <translation>첫 파드가 스케줄될 때 할당</translation>
  </message>
  <message>
   <source>allocated,reserved</source>
   <translation>allocated,reserved</translation>
  </message>
  <message>
   <source>allocationMode: Immediate has no equivalent</source>
   <translation>allocationMode: Immediate에 대응하는 것이 없습니다</translation>
  </message>
  <message>
   <source>allocationMode: WaitForFirstConsumer is dropped</source>
   <translation>allocationMode: WaitForFirstConsumer가 삭제됩니다</translation>
  </message>
  <message>
   <source>allocations of claims</source>
   <translation>클레임의 할당</translation>
  </message>
  <message>
   <source>alpha</source>
   <translation>알파</translation>
  </message>
  <message>
   <source>also holds %1 that (is|are) not tainted</source>
   <translation>테인트되지 않은 %1도 점유</translation>
  </message>
  <message>
   <source>an older claim is still prepared</source>
   <translation>이전 클레임이 아직 준비된 상태</translation>
  </message>
  <message>
   <source>and %1 more</source>
   <translation>외 %1개</translation>
  </message>
  <message>
   <source>another pod of %1 is Ready on %2</source>
   <translation>%2에서 %1의 다른 파드가 Ready</translation>
  </message>
  <message>
   <source>any device</source>
   <translation>아무 장치나</translation>
  </message>
  <message>
   <source>as ConfigMap %1 says</source>
   <translation>ConfigMap %1의 내용대로</translation>
  </message>
  <message>
   <source>as the API server</source>
   <translation>API 서버와 같음</translation>
  </message>
  <message>
   <source>asks for %1 devices: a claim takes at most %2</source>
   <translation>장치 %1개 요청: 클레임은 최대 %2개</translation>
  </message>
  <message>
   <source>asks for claims already</source>
   <translation>이미 클레임을 요청함</translation>
  </message>
  <message>
   <source>asks for too many devices</source>
   <translation>너무 많은 장치 요청</translation>
  </message>
  <message>
   <source>assumed: kube-scheduler has it unless its configuration says otherwise</source>
   <translation>가정: 설정이 달리 말하지 않으면 kube-scheduler에 있음</translation>
  </message>
  <message>
   <source>at least %1</source>
   <translation>최소 %1</translation>
  </message>
  <message>
   <source>at most %1</source>
   <translation>최대 %1</translation>
  </message>
  <message>
   <source>attribute %1</source>
   <translation>속성 %1</translation>
  </message>
  <message>
   <source>bare pod: recreate by hand</source>
   <translation>단독 파드: 직접 다시 생성</translation>
  </message>
  <message>
   <source>beta</source>
   <translation>베타</translation>
  </message>
  <message>
   <source>blocked</source>
   <translation>막힘</translation>
  </message>
  <message>
   <source>busy</source>
   <translation>바쁨</translation>
  </message>
  <message>
   <source>by %1 claim</source>
   <translation>클레임 %1개</translation>
  </message>
  <message>
   <source>by %1 claims</source>
   <translation>클레임 %1개</translation>
  </message>
  <message>
   <source>by DeviceTaintRule %1</source>
   <translation>DeviceTaintRule %1 지정</translation>
  </message>
  <message>
   <source>by a PodGroup</source>
   <translation>PodGroup이 사용</translation>
  </message>
  <message>
   <source>by dcgm-exporter</source>
   <translation>dcgm-exporter 기준</translation>
  </message>
  <message>
   <source>by its policy</source>
   <translation>정책에 따름</translation>
  </message>
  <message>
   <source>by its slice</source>
   <translation>슬라이스가 지정</translation>
  </message>
  <message>
   <source>by no claim</source>
   <translation>클레임 없음</translation>
  </message>
  <message>
   <source>by other shares</source>
   <translation>다른 공유가 사용</translation>
  </message>
  <message>
   <source>by sibling partitions</source>
   <translation>형제 파티션이 사용</translation>
  </message>
  <message>
   <source>by their slices</source>
   <translation>슬라이스가 지정</translation>
  </message>
  <message>
   <source>cannot be switched off in %1</source>
   <translation>%1에서는 끌 수 없음</translation>
  </message>
  <message>
   <source>cannot be told</source>
   <translation>알 수 없음</translation>
  </message>
  <message>
   <source>causes that only events tell are unknown</source>
   <translation>이벤트만 알려 주는 원인을 알 수 없음</translation>
  </message>
  <message>
   <source>change the %1</source>
   <translation>%1 변경</translation>
  </message>
  <message>
   <source>changes between two readings: it is listed again from time to time</source>
   <translation>두 번 읽는 사이의 변경: 때때로 목록을 다시 조회함</translation>
  </message>
  <message>
   <source>chose %1</source>
   <translation>%1 선택</translation>
  </message>
  <message>
   <source>claim has no room for another pod</source>
   <translation>클레임에 파드가 더 들어갈 자리 없음</translation>
  </message>
  <message>
   <source>claim is being deleted</source>
   <translation>클레임 삭제 중</translation>
  </message>
  <message>
   <source>claim is bound to another node</source>
   <translation>클레임이 다른 노드에 묶임</translation>
  </message>
  <message>
   <source>claim is not reserved for the pod</source>
   <translation>클레임이 파드에 예약되지 않음</translation>
  </message>
  <message>
   <source>claim was never allocated</source>
   <translation>클레임이 할당된 적 없음</translation>
  </message>
  <message>
   <source>claims hold %1 of them</source>
   <translation>클레임이 그중 %1개 점유</translation>
  </message>
  <message>
   <source>claims of namespace %1</source>
   <translation>네임스페이스 %1의 클레임</translation>
  </message>
  <message>
   <source>class %1</source>
   <translation>클래스 %1</translation>
  </message>
  <message>
   <source>class and request together refuse every published device</source>
   <translation>클래스와 요청이 함께 게시된 모든 장치를 거부함</translation>
  </message>
  <message>
   <source>class does not exist</source>
   <translation>클래스 없음</translation>
  </message>
  <message>
   <source>classic DRA leaves the choice to the driver</source>
   <translation>클래식 DRA는 선택을 드라이버에 맡김</translation>
  </message>
  <message>
   <source>cluster-autoscaler: %1 of at most %2 (node|nodes)</source>
   <translation>cluster-autoscaler: 노드 최대 %2개 중 %1개</translation>
  </message>
  <message>
   <source>cluster-autoscaler: %1 of at most %2 (node|nodes), backing off after a failure</source>
   <translation>cluster-autoscaler: 노드 최대 %2개 중 %1개, 실패 후 대기 중</translation>
  </message>
  <message>
   <source>complete</source>
   <translation>완전함</translation>
  </message>
  <message>
   <source>condition PodScheduled of the pod</source>
   <translation>파드의 PodScheduled 조건</translation>
  </message>
  <message>
   <source>conditions are True</source>
   <translation>조건이 True</translation>
  </message>
  <message>
   <source>constraints, counts and alternatives of its requests</source>
   <translation>요청의 제약, 개수, 대안</translation>
  </message>
  <message>
   <source>consumer is no pod</source>
   <translation>소비자가 파드가 아님</translation>
  </message>
  <message>
   <source>container statuses of the pod</source>
   <translation>파드의 컨테이너 상태</translation>
  </message>
  <message>
   <source>convert with claimscope modernise before the upgrade</source>
   <translation>업그레이드 전에 claimscope modernise로 변환하세요</translation>
  </message>
  <message>
   <source>cordon, evict, label, wait</source>
   <translation>스케줄링 차단, 축출, 레이블, 대기</translation>
  </message>
  <message>
   <source>counted by the parts of the selectors that are plain comparisons</source>
   <translation>셀렉터의 단순 비교만으로 셈</translation>
  </message>
  <message>
   <source>create the class or correct the name in the claims and templates</source>
   <translation>클래스를 만들거나 클레임과 템플릿의 이름을 고치세요</translation>
  </message>
  <message>
   <source>delete</source>
   <translation>삭제</translation>
  </message>
  <message>
   <source>deletionTimestamp and status.reservedFor of the claim</source>
   <translation>클레임의 deletionTimestamp와 status.reservedFor</translation>
  </message>
  <message>
   <source>device of class %1</source>
   <translation>클래스 %1 장치</translation>
  </message>
  <message>
   <source>devices %1 publish one UUID, so their claims share the hardware</source>
   <translation>장치 %1의 UUID가 같아 클레임들이 하드웨어를 함께 씀</translation>
  </message>
  <message>
   <source>devices are known to drivers only</source>
   <translation>장치는 드라이버만 앎</translation>
  </message>
  <message>
   <source>devices are on other nodes</source>
   <translation>장치가 다른 노드에 있음</translation>
  </message>
  <message>
   <source>devices are unknown</source>
   <translation>장치를 알 수 없음</translation>
  </message>
  <message>
   <source>devices of class %1</source>
   <translation>클래스 %1 장치</translation>
  </message>
  <message>
   <source>devices with at least %1 of %2</source>
   <translation>%2이(가) %1 이상인 장치</translation>
  </message>
  <message>
   <source>devices with exactly %1 of %2</source>
   <translation>%2이(가) 정확히 %1인 장치</translation>
  </message>
  <message>
   <source>differs</source>
   <translation>다름</translation>
  </message>
  <message>
   <source>discovery of resource.k8s.io</source>
   <translation>resource.k8s.io 디스커버리</translation>
  </message>
  <message>
   <source>distinctAttribute %1 is satisfiable</source>
   <translation>distinctAttribute %1 충족 가능</translation>
  </message>
  <message>
   <source>driver %1 does not answer</source>
   <translation>드라이버 %1 응답하지 않음</translation>
  </message>
  <message>
   <source>driver allocates</source>
   <translation>드라이버가 할당 중</translation>
  </message>
  <message>
   <source>driver cannot prepare</source>
   <translation>드라이버가 준비하지 못함</translation>
  </message>
  <message>
   <source>driver decides</source>
   <translation>드라이버가 결정</translation>
  </message>
  <message>
   <source>driver has not allocated it</source>
   <translation>드라이버가 할당하지 않음</translation>
  </message>
  <message>
   <source>driver has said nothing</source>
   <translation>드라이버가 말한 것 없음</translation>
  </message>
  <message>
   <source>driver has to deallocate</source>
   <translation>드라이버가 할당을 풀어야 함</translation>
  </message>
  <message>
   <source>driver is not registered</source>
   <translation>드라이버 미등록</translation>
  </message>
  <message>
   <source>driver not registered</source>
   <translation>드라이버가 등록되지 않음</translation>
  </message>
  <message>
   <source>driver refuses every node</source>
   <translation>드라이버가 모든 노드를 거부함</translation>
  </message>
  <message>
   <source>driver withdrew its slices</source>
   <translation>드라이버가 슬라이스를 거둠</translation>
  </message>
  <message>
   <source>driverName becomes the selector %1</source>
   <translation>driverName이 셀렉터 %1(으)로 바뀝니다</translation>
  </message>
  <message>
   <source>each alone would fit, together they need more counters than are left</source>
   <translation>하나씩은 들어맞지만 함께는 남은 카운터보다 많이 필요함</translation>
  </message>
  <message>
   <source>empty, %1 allocated since %2</source>
   <translation>비어 있음, %2부터 %1 할당됨</translation>
  </message>
  <message>
   <source>empty, holds %1</source>
   <translation>비어 있음, %1 점유</translation>
  </message>
  <message>
   <source>ending</source>
   <translation>끝나는 중</translation>
  </message>
  <message>
   <source>events FailedPrepareDynamicResources, and slices of %1 that are gone while claims hold their devices</source>
   <translation>FailedPrepareDynamicResources 이벤트, 그리고 클레임이 점유한 동안 사라진 %1의 슬라이스</translation>
  </message>
  <message>
   <source>events about Node %1 of the last hour</source>
   <translation>최근 한 시간의 Node %1 이벤트</translation>
  </message>
  <message>
   <source>events of the pod</source>
   <translation>파드의 이벤트</translation>
  </message>
  <message>
   <source>every GPU is given out by claims</source>
   <translation>모든 GPU를 클레임으로 나눠 줍니다</translation>
  </message>
  <message>
   <source>every device of the driver, as the old class said</source>
   <translation>예전 클래스대로 드라이버의 모든 장치</translation>
  </message>
  <message>
   <source>every selector on every published device</source>
   <translation>게시된 모든 장치에 대한 모든 셀렉터</translation>
  </message>
  <message>
   <source>evict</source>
   <translation>축출</translation>
  </message>
  <message>
   <source>excluded by suitableNodes of the class</source>
   <translation>클래스의 suitableNodes가 제외</translation>
  </message>
  <message>
   <source>fits on many nodes</source>
   <translation>많은 노드에 들어맞음</translation>
  </message>
  <message>
   <source>found no node</source>
   <translation>노드를 찾지 못함</translation>
  </message>
  <message>
   <source>free counts are at most</source>
   <translation>여유 수는 최댓값</translation>
  </message>
  <message>
   <source>from a template: made anew</source>
   <translation>템플릿에서 새로 만듦</translation>
  </message>
  <message>
   <source>further pods that share it stay pending</source>
   <translation>함께 쓰려는 다음 파드는 대기함</translation>
  </message>
  <message>
   <source>gate %1</source>
   <translation>게이트 %1</translation>
  </message>
  <message>
   <source>generation and resourceSliceCount of the pools</source>
   <translation>풀의 세대와 resourceSliceCount</translation>
  </message>
  <message>
   <source>has said nothing yet</source>
   <translation>아직 말한 것 없음</translation>
  </message>
  <message>
   <source>held by %1; admin access</source>
   <translation>%1 점유; 관리자 접근</translation>
  </message>
  <message>
   <source>held: %1</source>
   <translation>멈춤: %1</translation>
  </message>
  <message>
   <source>holds %1</source>
   <translation>%1 점유</translation>
  </message>
  <message>
   <source>holds %1 %2 on %3</source>
   <translation>%3의 %2 %1개 점유</translation>
  </message>
  <message>
   <source>holds devices of %1</source>
   <translation>%1의 장치 점유</translation>
  </message>
  <message>
   <source>holds the devices and does nothing</source>
   <translation>장치만 점유하고 아무것도 하지 않음</translation>
  </message>
  <message>
   <source>idle</source>
   <translation>유휴</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>사용 중</translation>
  </message>
  <message>
   <source>incomplete</source>
   <translation>불완전</translation>
  </message>
  <message>
   <source>incomplete or invalid</source>
   <translation>불완전하거나 잘못됨</translation>
  </message>
  <message>
   <source>incomplete: %1 of %2 at generation %3</source>
   <translation>불완전: %3세대 %2 중 %1</translation>
  </message>
  <message>
   <source>invalid</source>
   <translation>잘못됨</translation>
  </message>
  <message>
   <source>is ending and needs the driver to give its devices back</source>
   <translation>끝나는 중이며 장치를 돌려주려면 드라이버가 필요함</translation>
  </message>
  <message>
   <source>is labelled already</source>
   <translation>이미 레이블됨</translation>
  </message>
  <message>
   <source>is starting and needs the driver to prepare its devices</source>
   <translation>시작하는 중이며 장치를 준비하려면 드라이버가 필요함</translation>
  </message>
  <message>
   <source>its NodePool cannot be read</source>
   <translation>NodePool을 읽을 권한이 없음</translation>
  </message>
  <message>
   <source>its NodePool did not come</source>
   <translation>NodePool 응답이 오지 않음</translation>
  </message>
  <message>
   <source>its NodePool does not exist any more</source>
   <translation>이 노드의 NodePool이 더는 없음</translation>
  </message>
  <message>
   <source>its NodePool is not there</source>
   <translation>NodePool이 없음</translation>
  </message>
  <message>
   <source>its NodePool was not asked for</source>
   <translation>NodePool을 조회하지 않음</translation>
  </message>
  <message>
   <source>its NodePool was not read</source>
   <translation>NodePool을 읽지 못함</translation>
  </message>
  <message>
   <source>its YAML in the inspector</source>
   <translation>상세 창의 YAML</translation>
  </message>
  <message>
   <source>its claim belongs to another object</source>
   <translation>클레임이 다른 오브젝트의 것</translation>
  </message>
  <message>
   <source>its devices do not satisfy it</source>
   <translation>장치가 요청을 만족하지 않음</translation>
  </message>
  <message>
   <source>its emptyDir data would be lost</source>
   <translation>emptyDir 데이터가 사라짐</translation>
  </message>
  <message>
   <source>its fields stand under spec, where ResourceClass had none</source>
   <translation>필드가 spec 아래에 있지만 ResourceClass에는 spec 필드가 없었습니다</translation>
  </message>
  <message>
   <source>its pod can not end: %1</source>
   <translation>파드가 끝날 수 없음: %1</translation>
  </message>
  <message>
   <source>its pod selects %1, which the NodePool does not give</source>
   <translation>파드가 %1을(를) 선택하지만 NodePool이 제공하지 않음</translation>
  </message>
  <message>
   <source>its pool is incomplete</source>
   <translation>풀이 불완전함</translation>
  </message>
  <message>
   <source>its pool is invalid</source>
   <translation>풀이 잘못됨</translation>
  </message>
  <message>
   <source>its selectors name a driver without any ResourceSlice</source>
   <translation>셀렉터의 드라이버에 ResourceSlice가 없음</translation>
  </message>
  <message>
   <source>its slices are withdrawn while %1 (claim holds|claims hold) its devices</source>
   <translation>슬라이스가 거두어졌지만 클레임 %1개가 장치 점유 중</translation>
  </message>
  <message>
   <source>its template is not to be seen</source>
   <translation>템플릿이 보이지 않음</translation>
  </message>
  <message>
   <source>keeps running</source>
   <translation>계속 실행됨</translation>
  </message>
  <message>
   <source>kubelet prepares</source>
   <translation>kubelet 준비 중</translation>
  </message>
  <message>
   <source>kubernetes_feature_enabled of the API server is %1</source>
   <translation>API 서버의 kubernetes_feature_enabled가 %1</translation>
  </message>
  <message>
   <source>label %1</source>
   <translation>레이블 %1</translation>
  </message>
  <message>
   <source>labels of Namespaces</source>
   <translation>네임스페이스의 레이블</translation>
  </message>
  <message>
   <source>labels, capacity and instance type of %1</source>
   <translation>%1의 레이블, 용량, 인스턴스 유형</translation>
  </message>
  <message>
   <source>lease %1, renewed %2 ago</source>
   <translation>리스 %1, %2 전에 갱신</translation>
  </message>
  <message>
   <source>leaves at once</source>
   <translation>바로 떠남</translation>
  </message>
  <message>
   <source>left as it is: Kubernetes %1 has only classic DRA (%2)</source>
   <translation>그대로 둡니다: Kubernetes %1에는 클래식 DRA(%2)만 있습니다</translation>
  </message>
  <message>
   <source>limit %1 %2, %3 used</source>
   <translation>한도 %1 %2, %3 사용 중</translation>
  </message>
  <message>
   <source>limit %1 %2, %3 used, and no node tells what one takes of it</source>
   <translation>한도 %1 %2, %3 사용 중이며, 노드 하나가 얼마를 쓰는지 알려 주는 노드가 없음</translation>
  </message>
  <message>
   <source>limit the devices of class %1</source>
   <translation>클래스 %1의 장치를 제한</translation>
  </message>
  <message>
   <source>locked</source>
   <translation>고정</translation>
  </message>
  <message>
   <source>logs of drivers in Troubleshoot</source>
   <translation>문제 해결의 드라이버 로그</translation>
  </message>
  <message>
   <source>longest %1</source>
   <translation>최장 %1</translation>
  </message>
  <message>
   <source>made for this</source>
   <translation>이를 위해 만듦</translation>
  </message>
  <message>
   <source>matchAttribute %1 is satisfiable</source>
   <translation>matchAttribute %1 충족 가능</translation>
  </message>
  <message>
   <source>matching devices are tainted</source>
   <translation>맞는 장치가 테인트됨</translation>
  </message>
  <message>
   <source>missing templates go unseen</source>
   <translation>없는 템플릿을 알아낼 수 없음</translation>
  </message>
  <message>
   <source>more slices than the pool announces make it unusable</source>
   <translation>풀이 알린 것보다 슬라이스가 많아 쓸 수 없음</translation>
  </message>
  <message>
   <source>named claim without owner</source>
   <translation>소유자 없는 클레임</translation>
  </message>
  <message>
   <source>named claims without owner</source>
   <translation>소유자 없는 클레임</translation>
  </message>
  <message>
   <source>named: released with its last consumer</source>
   <translation>이름 있음: 마지막 소비자와 함께 해제됨</translation>
  </message>
  <message>
   <source>namespace is not labelled for admin access</source>
   <translation>네임스페이스에 관리자 접근 레이블 없음</translation>
  </message>
  <message>
   <source>needed to %1</source>
   <translation>%1에 필요</translation>
  </message>
  <message>
   <source>needed to apply changed templates</source>
   <translation>바뀐 템플릿 적용에 필요</translation>
  </message>
  <message>
   <source>needed to cordon a node</source>
   <translation>노드 스케줄링 차단에 필요</translation>
  </message>
  <message>
   <source>needed to drain a node</source>
   <translation>노드 드레인에 필요</translation>
  </message>
  <message>
   <source>neither template nor pod is to be seen</source>
   <translation>템플릿도 파드도 보이지 않음</translation>
  </message>
  <message>
   <source>no DRA driver for %1 is known</source>
   <translation>%1용으로 알려진 DRA 드라이버 없음</translation>
  </message>
  <message>
   <source>no PDB</source>
   <translation>PDB 없음</translation>
  </message>
  <message>
   <source>no Prometheus is known</source>
   <translation>Prometheus를 알 수 없음</translation>
  </message>
  <message>
   <source>no alternative fits</source>
   <translation>들어맞는 대안 없음</translation>
  </message>
  <message>
   <source>no binding conditions</source>
   <translation>바인딩 조건 없음</translation>
  </message>
  <message>
   <source>no claim holds (it|them)</source>
   <translation>점유한 클레임 없음</translation>
  </message>
  <message>
   <source>no claim holds any of them</source>
   <translation>점유한 클레임 없음</translation>
  </message>
  <message>
   <source>no claim was made</source>
   <translation>클레임이 만들어지지 않음</translation>
  </message>
  <message>
   <source>no consumer</source>
   <translation>쓰는 파드 없음</translation>
  </message>
  <message>
   <source>no device fits</source>
   <translation>들어맞는 장치 없음</translation>
  </message>
  <message>
   <source>no device has that capacity</source>
   <translation>그 용량을 가진 장치 없음</translation>
  </message>
  <message>
   <source>no device matches</source>
   <translation>맞는 장치 없음</translation>
  </message>
  <message>
   <source>no device of %1 that is known publishes %2</source>
   <translation>알려진 %1 장치 중 %2을(를) 게시하는 것이 없습니다</translation>
  </message>
  <message>
   <source>no device of the class</source>
   <translation>클래스의 장치 없음</translation>
  </message>
  <message>
   <source>no device passes the selectors</source>
   <translation>셀렉터를 통과한 장치 없음</translation>
  </message>
  <message>
   <source>no device publishes %1 %2</source>
   <translation>%2 %1을 게시하는 장치 없음</translation>
  </message>
  <message>
   <source>no device publishes '%1'; did you mean '%2'?</source>
   <translation>'%1'을(를) 게시하는 장치 없음. '%2' 아닌가요?</translation>
  </message>
  <message>
   <source>no devices of %1</source>
   <translation>%1 장치 없음</translation>
  </message>
  <message>
   <source>no driver publishes %1</source>
   <translation>%1 게시 드라이버 없음</translation>
  </message>
  <message>
   <source>no driver reads it any more: its contents are in %1</source>
   <translation>더는 읽는 드라이버가 없습니다. 내용은 %1에 있습니다</translation>
  </message>
  <message>
   <source>no match is free</source>
   <translation>맞는 장치 없음</translation>
  </message>
  <message>
   <source>no metrics of its GPUs: the kernel log of the node %1 would tell</source>
   <translation>GPU 메트릭이 없음: 노드의 커널 로그%1로 알 수 있음</translation>
  </message>
  <message>
   <source>no node has %1 (GPU|GPUs|device|devices)</source>
   <translation>장치가 %1개인 노드 없음</translation>
  </message>
  <message>
   <source>no node has %1 free</source>
   <translation>%1개가 비어 있는 노드 없음</translation>
  </message>
  <message>
   <source>no node has devices for all requests</source>
   <translation>모든 요청의 장치를 가진 노드 없음</translation>
  </message>
  <message>
   <source>no node has so many</source>
   <translation>그만큼 가진 노드 없음</translation>
  </message>
  <message>
   <source>no node is handed over yet</source>
   <translation>이관된 노드가 아직 없음</translation>
  </message>
  <message>
   <source>no node matches the pod's selector</source>
   <translation>파드의 셀렉터에 맞는 노드 없음</translation>
  </message>
  <message>
   <source>no node with slices matches its node selector</source>
   <translation>슬라이스가 있는 노드 중 노드 셀렉터에 맞는 것 없음</translation>
  </message>
  <message>
   <source>no object uses it, and no metrics or flags can be read</source>
   <translation>쓰는 오브젝트가 없고 메트릭도 플래그도 읽을 수 없음</translation>
  </message>
  <message>
   <source>no owner</source>
   <translation>소유자 없음</translation>
  </message>
  <message>
   <source>no pod</source>
   <translation>파드 없음</translation>
  </message>
  <message>
   <source>no pod among the sources uses the class: its nodes are with nobody now</source>
   <translation>입력의 어떤 파드도 이 클래스를 쓰지 않아, 노드 조건이 어디에도 없습니다</translation>
  </message>
  <message>
   <source>no pod asks for it</source>
   <translation>요청하는 파드 없음</translation>
  </message>
  <message>
   <source>no pod uses it</source>
   <translation>쓰는 파드 없음</translation>
  </message>
  <message>
   <source>no queue label</source>
   <translation>대기열 레이블 없음</translation>
  </message>
  <message>
   <source>no quota counts claims</source>
   <translation>클레임을 세는 쿼터 없음</translation>
  </message>
  <message>
   <source>no selectors</source>
   <translation>셀렉터 없음</translation>
  </message>
  <message>
   <source>no version of resource.k8s.io serves %1</source>
   <translation>resource.k8s.io의 어떤 버전도 %1을(를) 제공하지 않음</translation>
  </message>
  <message>
   <source>node groups and readiness are unknown</source>
   <translation>노드 그룹과 준비 상태를 알 수 없음</translation>
  </message>
  <message>
   <source>node selector, affinity, taints and room of every node</source>
   <translation>모든 노드의 셀렉터, 어피니티, 테인트, 자리</translation>
  </message>
  <message>
   <source>nodeName was set without the scheduler, or a scheduler without DRA placed (it|them)</source>
   <translation>스케줄러 없이 nodeName이 정해졌거나 DRA가 없는 스케줄러가 배치함</translation>
  </message>
  <message>
   <source>nodes fail for different reasons</source>
   <translation>노드마다 이유가 다름</translation>
  </message>
  <message>
   <source>none of %1</source>
   <translation>%1 모두 아님</translation>
  </message>
  <message>
   <source>none of %1 waits</source>
   <translation>대기 중인 것이 없습니다(%1)</translation>
  </message>
  <message>
   <source>none of its pods is there</source>
   <translation>파드가 하나도 없음</translation>
  </message>
  <message>
   <source>none reported</source>
   <translation>보고 없음</translation>
  </message>
  <message>
   <source>none set</source>
   <translation>설정 없음</translation>
  </message>
  <message>
   <source>none, %1 still allocated</source>
   <translation>없음, %1 아직 할당됨</translation>
  </message>
  <message>
   <source>not True</source>
   <translation>True 아님</translation>
  </message>
  <message>
   <source>not asked yet</source>
   <translation>아직 묻지 않음</translation>
  </message>
  <message>
   <source>not created</source>
   <translation>생성 안 됨</translation>
  </message>
  <message>
   <source>not created yet</source>
   <translation>아직 생성 안 됨</translation>
  </message>
  <message>
   <source>not enough capacity is left</source>
   <translation>남은 용량 부족</translation>
  </message>
  <message>
   <source>not found</source>
   <translation>없음</translation>
  </message>
  <message>
   <source>not in %1</source>
   <translation>%1에 없음</translation>
  </message>
  <message>
   <source>not known: the server was not asked or did not say</source>
   <translation>알 수 없음: 서버에 묻지 않았거나 답이 없음</translation>
  </message>
  <message>
   <source>not published</source>
   <translation>게시되지 않음</translation>
  </message>
  <message>
   <source>not reached</source>
   <translation>아직 아님</translation>
  </message>
  <message>
   <source>not tolerated</source>
   <translation>톨러레이션 없음</translation>
  </message>
  <message>
   <source>not tried yet</source>
   <translation>아직 시도 안 함</translation>
  </message>
  <message>
   <source>not used</source>
   <translation>미사용</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>없음</translation>
  </message>
  <message>
   <source>nothing says who makes its nodes</source>
   <translation>이 노드를 누가 만드는지 알 수 없음</translation>
  </message>
  <message>
   <source>on nodes that cannot run the pod</source>
   <translation>파드를 실행할 수 없는 노드</translation>
  </message>
  <message>
   <source>on one node</source>
   <translation>한 노드에</translation>
  </message>
  <message>
   <source>one device without further conditions</source>
   <translation>다른 조건 없는 장치 하나</translation>
  </message>
  <message>
   <source>one of all is in use</source>
   <translation>전체 중 하나가 사용 중</translation>
  </message>
  <message>
   <source>only an old pool generation has them</source>
   <translation>이전 풀 세대에만 있음</translation>
  </message>
  <message>
   <source>only devices whose %1 is %2</source>
   <translation>%1이(가) %2인 장치만</translation>
  </message>
  <message>
   <source>only named by pods</source>
   <translation>파드만 이름을 씀</translation>
  </message>
  <message>
   <source>only slices of an older pool generation name them</source>
   <translation>이전 풀 세대의 슬라이스에만 있음</translation>
  </message>
  <message>
   <source>only the device plugin's GPUs, as before</source>
   <translation>예전처럼 장치 플러그인의 GPU만</translation>
  </message>
  <message>
   <source>other pods keep it away</source>
   <translation>다른 파드가 막고 있음</translation>
  </message>
  <message>
   <source>owned by an object that is not running a pod</source>
   <translation>파드를 실행하지 않는 오브젝트의 소유</translation>
  </message>
  <message>
   <source>owner %1</source>
   <translation>소유자 %1</translation>
  </message>
  <message>
   <source>owners of pods are shown one step short</source>
   <translation>파드의 소유자를 한 단계 덜 보여 줌</translation>
  </message>
  <message>
   <source>p95 %1 now, %2 before</source>
   <translation>p95 지금 %1, 이전 %2</translation>
  </message>
  <message>
   <source>p99 is over %1: %2 of %3 claims took longer</source>
   <translation>p99가 %1 초과: 클레임 %3개 중 %2개가 더 오래 걸림</translation>
  </message>
  <message>
   <source>parameters do not exist</source>
   <translation>매개변수 없음</translation>
  </message>
  <message>
   <source>patch, roll out, verify</source>
   <translation>패치, 롤아웃, 확인</translation>
  </message>
  <message>
   <source>placeholder %1</source>
   <translation>자리 지킴 %1</translation>
  </message>
  <message>
   <source>pod %1</source>
   <translation>파드 %1</translation>
  </message>
  <message>
   <source>pod %1 uses it</source>
   <translation>파드 %1 사용 중</translation>
  </message>
  <message>
   <source>pod garbage collection frees them, unless something else still reserves the claims</source>
   <translation>다른 것이 클레임을 예약하고 있지 않으면 파드 가비지 컬렉션이 해제함</translation>
  </message>
  <message>
   <source>pod has ended</source>
   <translation>파드가 끝남</translation>
  </message>
  <message>
   <source>pod has not started</source>
   <translation>파드 시작 전</translation>
  </message>
  <message>
   <source>pod is gone</source>
   <translation>파드가 사라짐</translation>
  </message>
  <message>
   <source>pod is terminating</source>
   <translation>파드 종료 중</translation>
  </message>
  <message>
   <source>pods of %1 are evicted unless they tolerate it</source>
   <translation>%1의 파드는 톨러레이션이 없으면 축출됨</translation>
  </message>
  <message>
   <source>pods of %1 keep running, new ones stay out</source>
   <translation>%1의 파드는 계속 실행되고 새 파드는 들어오지 못함</translation>
  </message>
  <message>
   <source>pods on %1 that serve %2</source>
   <translation>%1에서 %2을 맡은 파드</translation>
  </message>
  <message>
   <source>pods that name the claim</source>
   <translation>클레임을 가리키는 파드</translation>
  </message>
  <message>
   <source>pods that run keep it until they end</source>
   <translation>실행 중인 파드는 끝날 때까지 유지함</translation>
  </message>
  <message>
   <source>pods that serve %1</source>
   <translation>%1을 맡은 파드</translation>
  </message>
  <message>
   <source>pods that serve %1 on %2</source>
   <translation>%2에서 %1을 맡은 파드</translation>
  </message>
  <message>
   <source>pods that use the class get the same required node affinity</source>
   <translation>클래스를 쓰는 파드가 같은 필수 노드 어피니티를 받습니다</translation>
  </message>
  <message>
   <source>pool %1</source>
   <translation>풀 %1</translation>
  </message>
  <message>
   <source>pools %1</source>
   <translation>풀 %1</translation>
  </message>
  <message>
   <source>quota: %1 of %2 claims</source>
   <translation>쿼터: 클레임 %2개 중 %1개</translation>
  </message>
  <message>
   <source>quota: %1 of %2 devices</source>
   <translation>쿼터: 장치 %2개 중 %1개</translation>
  </message>
  <message>
   <source>quotas are not visible</source>
   <translation>쿼터를 볼 수 없음</translation>
  </message>
  <message>
   <source>release (it|them) to start %1 waiting (claim|claims)</source>
   <translation>해제하면 대기 중인 클레임 %1개가 시작됨</translation>
  </message>
  <message>
   <source>requests for all devices fail until %1 slice arrives</source>
   <translation>없는 슬라이스가 올 때까지 모든 장치를 요청하면 실패함(%1)</translation>
  </message>
  <message>
   <source>reserved for a pod that is gone</source>
   <translation>사라진 파드가 예약함</translation>
  </message>
  <message>
   <source>reserved for consumers that do not go, or the claim controller does not run</source>
   <translation>떠나지 않는 소비자가 예약했거나 클레임 컨트롤러가 실행되지 않음</translation>
  </message>
  <message>
   <source>resource.k8s.io is not served</source>
   <translation>resource.k8s.io가 제공되지 않음</translation>
  </message>
  <message>
   <source>resourceClassName becomes request %1 of DeviceClass %2</source>
   <translation>resourceClassName이 DeviceClass %2의 요청 %1(으)로 바뀝니다</translation>
  </message>
  <message>
   <source>rolling out, %1 of %2 pods</source>
   <translation>롤아웃 중, 파드 %2개 중 %1개</translation>
  </message>
  <message>
   <source>room for %1 of %2 pods now</source>
   <translation>지금은 파드 %2개 중 %1개만 가능</translation>
  </message>
  <message>
   <source>room in quotas is unknown</source>
   <translation>쿼터의 여유를 알 수 없음</translation>
  </message>
  <message>
   <source>several requests or alternatives; the scheduler has said nothing about the pod</source>
   <translation>요청이나 대안이 여럿이며 스케줄러가 파드에 대해 말한 것이 없음</translation>
  </message>
  <message>
   <source>shared counters are used up</source>
   <translation>공유 카운터 소진</translation>
  </message>
  <message>
   <source>shared counters spent</source>
   <translation>공유 카운터 소진</translation>
  </message>
  <message>
   <source>sizes of node groups are not in the API, and the status of cluster-autoscaler (was not asked for|cannot be read|is not there|did not come)</source>
   <translation>노드 그룹의 크기는 API에 없고, cluster-autoscaler 상태도 읽을 수 없음</translation>
  </message>
  <message>
   <source>skip</source>
   <translation>건너뜀</translation>
  </message>
  <message>
   <source>slices on %1, %2 of %3 ready</source>
   <translation>슬라이스가 %1에 있음, %3 중 %2 준비됨</translation>
  </message>
  <message>
   <source>slices on %1, %2 of %3 ready; no slice from %4, so not registered there</source>
   <translation>슬라이스가 %1에 있음, %3 중 %2 준비됨; %4에는 슬라이스가 없어 등록되지 않음</translation>
  </message>
  <message>
   <source>some pods still ask the device plugin: each way has the whole limit</source>
   <translation>일부 파드는 아직 장치 플러그인에 요청합니다. 방식마다 한도 전체를 갖습니다</translation>
  </message>
  <message>
   <source>spec.schedulingGates of the pod</source>
   <translation>파드의 spec.schedulingGates</translation>
  </message>
  <message>
   <source>stage %1 takes longer: p95 %2 now, %3 before</source>
   <translation>%1 단계가 오래 걸림: p95 지금 %2, 이전 %3</translation>
  </message>
  <message>
   <source>stale</source>
   <translation>오래됨</translation>
  </message>
  <message>
   <source>stand for extended resources</source>
   <translation>확장 리소스를 대신함</translation>
  </message>
  <message>
   <source>states of %1</source>
   <translation>%1의 상태</translation>
  </message>
  <message>
   <source>status %1</source>
   <translation>상태 %1</translation>
  </message>
  <message>
   <source>status.allocation of every claim</source>
   <translation>모든 클레임의 status.allocation</translation>
  </message>
  <message>
   <source>status.devices[].conditions of the claim</source>
   <translation>클레임의 status.devices[].conditions</translation>
  </message>
  <message>
   <source>stopped with an error</source>
   <translation>오류로 멈춤</translation>
  </message>
  <message>
   <source>suitableNodes is dropped</source>
   <translation>suitableNodes가 삭제됩니다</translation>
  </message>
  <message>
   <source>suitableNodes moves to the pods that use the class</source>
   <translation>suitableNodes가 클래스를 쓰는 파드로 옮겨집니다</translation>
  </message>
  <message>
   <source>suitableNodes of class %1 becomes required node affinity</source>
   <translation>클래스 %1의 suitableNodes가 필수 노드 어피니티로 바뀝니다</translation>
  </message>
  <message>
   <source>taint %1</source>
   <translation>테인트 %1</translation>
  </message>
  <message>
   <source>taints by rule: %1</source>
   <translation>규칙의 테인트: %1</translation>
  </message>
  <message>
   <source>taints of slices and DeviceTaintRules</source>
   <translation>슬라이스와 DeviceTaintRule의 테인트</translation>
  </message>
  <message>
   <source>takes the same devices as the other class of %1</source>
   <translation>%1의 다른 클래스와 같은 장치를 갖습니다</translation>
  </message>
  <message>
   <source>template %1 does not exist</source>
   <translation>템플릿 %1 없음</translation>
  </message>
  <message>
   <source>the API server has no %1 although it serves ResourceClaims</source>
   <translation>API 서버가 ResourceClaim을 제공하지만 %1 없음</translation>
  </message>
  <message>
   <source>the API version is gone</source>
   <translation>API 버전이 없어짐</translation>
  </message>
  <message>
   <source>the DeviceClasses that its requests name</source>
   <translation>요청이 가리키는 DeviceClass</translation>
  </message>
  <message>
   <source>the NodePool has no limits</source>
   <translation>NodePool에 한도가 없음</translation>
  </message>
  <message>
   <source>the NodePool is being deleted</source>
   <translation>NodePool이 삭제되는 중</translation>
  </message>
  <message>
   <source>the NodePool is not ready</source>
   <translation>NodePool이 준비되지 않음</translation>
  </message>
  <message>
   <source>the NodePool keeps %1 (node|nodes), whatever waits</source>
   <translation>NodePool이 무엇이 대기하든 노드 %1개를 유지함</translation>
  </message>
  <message>
   <source>the NodePool makes no such node any more</source>
   <translation>NodePool이 이런 노드를 더는 만들지 않음</translation>
  </message>
  <message>
   <source>the attribute %1 of %2</source>
   <translation>%2의 속성 %1</translation>
  </message>
  <message>
   <source>the claim controller has not cleaned up</source>
   <translation>클레임 컨트롤러가 정리하지 않음</translation>
  </message>
  <message>
   <source>the claim controller has not taken them out of status.reservedFor for %1</source>
   <translation>클레임 컨트롤러가 %1째 status.reservedFor에서 빼지 않음</translation>
  </message>
  <message>
   <source>the claim controller never removes such entries</source>
   <translation>클레임 컨트롤러가 이런 항목을 지우지 않음</translation>
  </message>
  <message>
   <source>the class's node filter leaves none</source>
   <translation>클래스의 노드 필터가 남기는 노드 없음</translation>
  </message>
  <message>
   <source>the constraint cannot be met</source>
   <translation>제약을 충족할 수 없음</translation>
  </message>
  <message>
   <source>the controller cannot make the claim</source>
   <translation>컨트롤러가 클레임을 만들지 못함</translation>
  </message>
  <message>
   <source>the controller has counted for %1</source>
   <translation>컨트롤러가 %1을 셈</translation>
  </message>
  <message>
   <source>the driver %1 must return</source>
   <translation>드라이버 %1이(가) 돌아와야 함</translation>
  </message>
  <message>
   <source>the driver must return</source>
   <translation>드라이버가 돌아와야 함</translation>
  </message>
  <message>
   <source>the driver publishes no devices</source>
   <translation>드라이버가 장치를 게시하지 않음</translation>
  </message>
  <message>
   <source>the driver publishes nothing there</source>
   <translation>드라이버가 그곳에 게시하지 않음</translation>
  </message>
  <message>
   <source>the fields of %1 move under exactly</source>
   <translation>%1의 필드가 exactly 아래로 옮겨집니다</translation>
  </message>
  <message>
   <source>the kubelet has no registration of it</source>
   <translation>kubelet에 등록되어 있지 않음</translation>
  </message>
  <message>
   <source>the kubelet has not let go of them</source>
   <translation>kubelet이 놓아주지 않음</translation>
  </message>
  <message>
   <source>the longest for %1, by dcgm-exporter</source>
   <translation>최장 %1, dcgm-exporter 기준</translation>
  </message>
  <message>
   <source>the node has no room for the pod</source>
   <translation>노드에 파드 자리 없음</translation>
  </message>
  <message>
   <source>the node is cordoned</source>
   <translation>노드 스케줄링 차단됨</translation>
  </message>
  <message>
   <source>the node's taint is not tolerated</source>
   <translation>노드 테인트에 톨러레이션 없음</translation>
  </message>
  <message>
   <source>the one claim is allocated</source>
   <translation>하나뿐인 클레임이 할당되었습니다</translation>
  </message>
  <message>
   <source>the placeholder runs, its devices are prepared</source>
   <translation>자리 지킴 파드가 실행되고 장치가 준비됨</translation>
  </message>
  <message>
   <source>the pods of %1 hold their claims</source>
   <translation>%1의 파드가 클레임 점유</translation>
  </message>
  <message>
   <source>the pool has slices, none of them names (it|them)</source>
   <translation>풀에 슬라이스가 있지만 이 장치는 없음</translation>
  </message>
  <message>
   <source>the requests compete for the same devices</source>
   <translation>요청들이 같은 장치를 두고 다툼</translation>
  </message>
  <message>
   <source>the scheduler does not look at the pod until the claim is there; no event says so</source>
   <translation>클레임이 생길 때까지 스케줄러가 파드를 보지 않으며, 이를 알리는 이벤트는 없음</translation>
  </message>
  <message>
   <source>the scheduler gives the devices back and tries others</source>
   <translation>스케줄러가 장치를 되돌리고 다른 장치를 시도함</translation>
  </message>
  <message>
   <source>the scheduler ignores it until (the first|the second|the third|every missing|the missing) slice arrives</source>
   <translation>없는 슬라이스가 올 때까지 스케줄러가 무시함</translation>
  </message>
  <message>
   <source>the scheduler ignores its %1 until (the seventh|the eighth|every missing|the missing) slice arrives</source>
   <translation>없는 슬라이스가 올 때까지 스케줄러가 %1를 무시함</translation>
  </message>
  <message>
   <source>the scheduler ignores its %1 until the fifth slice arrives</source>
   <translation>다섯 번째 슬라이스가 올 때까지 스케줄러가 %1를 무시함</translation>
  </message>
  <message>
   <source>the scheduler ignores its %1 until the fourth slice arrives</source>
   <translation>네 번째 슬라이스가 올 때까지 스케줄러가 %1를 무시함</translation>
  </message>
  <message>
   <source>the scheduler ignores its %1 until the second slice arrives</source>
   <translation>두 번째 슬라이스가 올 때까지 스케줄러가 %1를 무시함</translation>
  </message>
  <message>
   <source>the scheduler ignores its %1 until the sixth slice arrives</source>
   <translation>여섯 번째 슬라이스가 올 때까지 스케줄러가 %1를 무시함</translation>
  </message>
  <message>
   <source>the scheduler ignores its %1 until the third slice arrives</source>
   <translation>세 번째 슬라이스가 올 때까지 스케줄러가 %1를 무시함</translation>
  </message>
  <message>
   <source>the scheduler stopped with an error</source>
   <translation>스케줄러가 오류로 멈춤</translation>
  </message>
  <message>
   <source>the scheduler's write is refused</source>
   <translation>스케줄러의 쓰기가 거부됨</translation>
  </message>
  <message>
   <source>the server refuses a selector</source>
   <translation>서버가 셀렉터를 거부함</translation>
  </message>
  <message>
   <source>the server serves no claims</source>
   <translation>서버가 클레임을 제공하지 않음</translation>
  </message>
  <message>
   <source>the server serves resource.k8s.io</source>
   <translation>서버가 resource.k8s.io를 제공함</translation>
  </message>
  <message>
   <source>the source gave up</source>
   <translation>소스가 포기함</translation>
  </message>
  <message>
   <source>the status of cluster-autoscaler does not name it</source>
   <translation>cluster-autoscaler 상태에 이 그룹이 없음</translation>
  </message>
  <message>
   <source>the watch of ResourceSlices</source>
   <translation>ResourceSlice watch</translation>
  </message>
  <message>
   <source>there are no claims</source>
   <translation>클레임이 없습니다</translation>
  </message>
  <message>
   <source>they are left out</source>
   <translation>제외됨</translation>
  </message>
  <message>
   <source>time-slicing: use consumable capacity</source>
   <translation>시분할: 소비형 용량 사용</translation>
  </message>
  <message>
   <source>to cordon the node</source>
   <translation>노드를 스케줄링 차단하려고</translation>
  </message>
  <message>
   <source>to create the claim</source>
   <translation>클레임을 만들려고</translation>
  </message>
  <message>
   <source>to create the placeholder</source>
   <translation>자리 지킴 파드를 만들려고</translation>
  </message>
  <message>
   <source>to delete the claim</source>
   <translation>클레임을 삭제하려고</translation>
  </message>
  <message>
   <source>to evict pods</source>
   <translation>파드를 축출하려고</translation>
  </message>
  <message>
   <source>to make the rule</source>
   <translation>규칙을 만들려고</translation>
  </message>
  <message>
   <source>to restart the driver</source>
   <translation>드라이버를 재시작하려고</translation>
  </message>
  <message>
   <source>to see whether the node is cordoned</source>
   <translation>노드가 스케줄링 차단됐는지 보려고</translation>
  </message>
  <message>
   <source>too few are free</source>
   <translation>여유가 부족함</translation>
  </message>
  <message>
   <source>too few claims to compare stage %1: %2 now, %3 before, %4 are needed</source>
   <translation>%1 단계를 비교하기에 클레임이 부족함: 지금 %2, 이전 %3, %4개 필요</translation>
  </message>
  <message>
   <source>topology spread keeps it away</source>
   <translation>토폴로지 분산이 막고 있음</translation>
  </message>
  <message>
   <source>unprepare waits for the driver</source>
   <translation>드라이버의 unprepare 대기</translation>
  </message>
  <message>
   <source>unprepare waits for their drivers</source>
   <translation>드라이버들의 unprepare 대기</translation>
  </message>
  <message>
   <source>use of devices is unknown</source>
   <translation>장치 사용을 알 수 없음</translation>
  </message>
  <message>
   <source>users of claims are unknown</source>
   <translation>클레임을 쓰는 파드를 알 수 없음</translation>
  </message>
  <message>
   <source>values are those of the last contact</source>
   <translation>마지막으로 연결되었을 때의 값</translation>
  </message>
  <message>
   <source>version not known</source>
   <translation>버전을 알 수 없음</translation>
  </message>
  <message>
   <source>waits for %1</source>
   <translation>%1 대기</translation>
  </message>
  <message>
   <source>waits for its next try</source>
   <translation>다음 시도 대기</translation>
  </message>
  <message>
   <source>wants %1, %2 of %3 free</source>
   <translation>%1개 필요, %3개 중 여유 %2개</translation>
  </message>
  <message>
   <source>wants %1, %2 of %3 that match (is|are) free</source>
   <translation>%1개 필요, 맞는 %3개 중 여유 %2개</translation>
  </message>
  <message>
   <source>what blocks a drain is unknown</source>
   <translation>드레인을 막는 것을 알 수 없음</translation>
  </message>
  <message>
   <source>what claims ask for is unknown</source>
   <translation>클레임이 요청하는 것을 알 수 없음</translation>
  </message>
  <message>
   <source>what depends on them is unknown</source>
   <translation>여기에 달린 것을 알 수 없음</translation>
  </message>
  <message>
   <source>what the others leave does not satisfy it</source>
   <translation>다른 클레임이 쓰고 남은 장치로는 부족함</translation>
  </message>
  <message>
   <source>wherever the driver publishes devices: a device can only be used on its own nodes anyway</source>
   <translation>드라이버가 장치를 게시하는 곳이면 어디든: 장치는 어차피 자기 노드에서만 쓸 수 있습니다</translation>
  </message>
  <message>
   <source>within three minor versions of the API server</source>
   <translation>API 서버와 마이너 버전 3 이내</translation>
  </message>
  <message>
   <source>without it claims that fit no node wait until somebody adds one</source>
   <translation>없으면 맞는 노드가 없는 클레임은 누군가 노드를 추가할 때까지 기다립니다</translation>
  </message>
  <message>
   <source>without it no claim is allocated and no pod is bound</source>
   <translation>없으면 클레임이 할당되지 않고 파드가 바인딩되지 않습니다</translation>
  </message>
  <message>
   <source>without it no claim is made from a template, none is released, and taint rules evict nobody</source>
   <translation>없으면 템플릿에서 클레임이 만들어지지 않고 해제도 되지 않으며 테인트 규칙이 아무도 축출하지 않습니다</translation>
  </message>
  <message>
   <source>without it no claim of its nodes is prepared or released</source>
   <translation>없으면 그 노드의 클레임이 준비되거나 해제되지 않습니다</translation>
  </message>
  <message>
   <source>without it nothing is known any more; what is shown grows old</source>
   <translation>없으면 더 이상 아무것도 알 수 없고 보이는 것은 낡아 갑니다</translation>
  </message>
  <message>
   <source>≤%1 free, %2 wanted</source>
   <translation>여유 ≤%1, 필요 %2</translation>
  </message>
 </context>
 <context>
  <name>QLineEdit</name>
  <message>
   <source>&amp;Copy</source>
   <translation>복사(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Paste</source>
   <translation>붙여넣기(&amp;P)</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>다시 실행(&amp;R)</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>실행 취소(&amp;U)</translation>
  </message>
  <message>
   <source>Cu&amp;t</source>
   <translation>잘라내기(&amp;T)</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>삭제</translation>
  </message>
  <message>
   <source>Select All</source>
   <translation>모두 선택</translation>
  </message>
 </context>
 <context>
  <name>QPlatformTheme</name>
  <message>
   <source>&amp;No</source>
   <translation>아니요(&amp;N)</translation>
  </message>
  <message>
   <source>&amp;Yes</source>
   <translation>예(&amp;Y)</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>취소</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>닫기</translation>
  </message>
  <message>
   <source>OK</source>
   <translation>확인</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>열기</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>저장</translation>
  </message>
 </context>
 <context>
  <name>QWidgetTextControl</name>
  <message>
   <source>&amp;Copy</source>
   <translation>복사(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Paste</source>
   <translation>붙여넣기(&amp;P)</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>다시 실행(&amp;R)</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>실행 취소(&amp;U)</translation>
  </message>
  <message>
   <source>Copy &amp;Link Location</source>
   <translation>링크 주소 복사(&amp;L)</translation>
  </message>
  <message>
   <source>Cu&amp;t</source>
   <translation>잘라내기(&amp;T)</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>삭제</translation>
  </message>
  <message>
   <source>Select All</source>
   <translation>모두 선택</translation>
  </message>
 </context>
 <context>
  <name>Words</name>
  <message>
   <source>%1 %2</source>
   <translation>%2 %1개</translation>
  </message>
 </context>
 <context>
  <name>claimscope::ui::ExplanationPage</name>
  <message>
   <source>%1 in %2</source>
   <translation>%1, %2</translation>
  </message>
 </context>
 <context>
  <name>claimscope::ui::ForecastView</name>
  <message>
   <source>allocated</source>
   <translation>할당됨</translation>
  </message>
 </context>
 <context>
  <name>claimscope::ui::TruthTable</name>
  <message>
   <source>From</source>
   <translation>출처</translation>
  </message>
 </context>
</TS>
