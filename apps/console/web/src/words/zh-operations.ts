/** 运维页面的文字。 */
export const zhOperations = {
  title: '运行', more: '服务是否就绪、哪里积压、死信怎么处置', services: '各服务', ready: '就绪', notReady: '未就绪', unreachable: '连不上', asking: '正在询问', recheck: '立即再查', standing: '积压', own: '本单位负责运维的服务：{{name}}', replicas: '副本 {{count}}', forbidden: '本单位不负责此服务的运维', what: '项目', messages: '件数', oldest: '最早的已等',
  unpublished: '待发出', unhandled: '待处理', parked: '等前序或文书', deadLetters: '死信', lanes: '各主题待读入 {{count}} 条', lanesUnknown: '消息总线暂时问不到', noLag: '没有积压',
  letters: '死信', lettersNone: '没有未处置的死信', lettersNoneMore: '被拒收、不能自动处理的消息会出现在这里。', reason: '原因', lane: '主题', message: '消息', when: '收到', vouched: '签名成立', unvouched: '签名不成立', requeue: '重新处理…', discard: '作废…', requeueTitle: '重新处理这件死信？', discardTitle: '作废这件死信？', requeueMore: '按现在的状态重新判断；仍不能接受的保持为死信。操作留痕。', discardMore: '作废后不再处理，不能恢复；原文仍存证。操作与理由留痕。', why: '理由', not: '不处理', notDiscard: '不作废', requeueOk: '重新处理', discardOk: '作废这件死信', requeued: '已重新处理', discarded: '已作废', states: { open: '未处置', requeued: '已重新处理', discarded: '已作废' }, failed: '没能载入', actions: '操作留痕', noActions: '还没有操作',
};
