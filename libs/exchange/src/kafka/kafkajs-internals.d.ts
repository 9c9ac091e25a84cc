declare module 'kafkajs/src/network/requestQueue' {
  const RequestQueue: { prototype: object };
  export default RequestQueue;
}
