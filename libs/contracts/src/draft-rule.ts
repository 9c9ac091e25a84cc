import type { FollowGround } from './may-follow';
import type { Details } from './request-contract';
import type { LegalDate } from './shanghai-time';

/** The earlier request as its sender's desk knows it, when a later one is drafted from it. */
export interface FollowedRequest {
  /** In which way it came to allow the later one. */
  ground: FollowGround;
  details: Details;
  /** Details of the latest reply; empty when there is none. */
  reply: Details;
  submittedOn: LegalDate;
  /** Name of the organisation that was asked. */
  recipientName: string;
}

/** How a request is drafted 代拟 from the earlier one that it follows: subject, case and the documents that both name are carried over. */
export interface DraftRule {
  /** What is known of the later request's details; members that are undefined are left to the officer. Pure. */
  details(earlier: FollowedRequest): Details;
}
