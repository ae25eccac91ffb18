;; The loops over products of two arrays, two doubles at a time. Offsets are counted in doubles, addresses in bytes.
;; kernels.ts says what each does, in the same order of operations: both give the same bits.
(module
  (import "engine" "memory" (memory 0 65536))

  ;; packed[k][r] = factor * a[rows[r] + depths[k]] for 8 rows r, those beyond `count` as 0
  (func (export "pack")
    (param $a i32) (param $rows i32) (param $count i32) (param $depths i32) (param $depth i32)
    (param $factor f64) (param $packed i32)
    (local $k i32) (local $r i32) (local $from i32) (local $to i32)
    (local.set $to (local.get $packed))
    (block $end
      (loop $each
        (br_if $end (i32.ge_s (local.get $k) (local.get $depth)))
        (local.set $from
          (i32.add (local.get $a)
            (i32.shl (i32.load (i32.add (local.get $depths) (i32.shl (local.get $k) (i32.const 2)))) (i32.const 3))))
        (local.set $r (i32.const 0))
        (block $rows_end
          (loop $row
            (br_if $rows_end (i32.ge_s (local.get $r) (local.get $count)))
            (f64.store (i32.add (local.get $to) (i32.shl (local.get $r) (i32.const 3)))
              (f64.mul (local.get $factor)
                (f64.load (i32.add (local.get $from)
                  (i32.shl (i32.load (i32.add (local.get $rows) (i32.shl (local.get $r) (i32.const 2)))) (i32.const 3))))))
            (local.set $r (i32.add (local.get $r) (i32.const 1)))
            (br $row)))
        (block $zeros_end
          (loop $zero
            (br_if $zeros_end (i32.ge_s (local.get $r) (i32.const 8)))
            (f64.store (i32.add (local.get $to) (i32.shl (local.get $r) (i32.const 3))) (f64.const 0))
            (local.set $r (i32.add (local.get $r) (i32.const 1)))
            (br $zero)))
        (local.set $to (i32.add (local.get $to) (i32.const 64)))
        (local.set $k (i32.add (local.get $k) (i32.const 1)))
        (br $each))))

  ;; c[at] = value, or += value
  (func $give (param $at i32) (param $value f64) (param $first i32)
    (f64.store (local.get $at)
      (if (result f64) (local.get $first)
        (then (local.get $value))
        (else (f64.add (f64.load (local.get $at)) (local.get $value))))))

  ;; eight sums of a column to their places
  (func $store
    (param $c i32) (param $rows i32) (param $count i32) (param $first i32)
    (param $s0 v128) (param $s1 v128) (param $s2 v128) (param $s3 v128)
    (call $lane (local.get $c) (local.get $rows) (local.get $count) (local.get $first) (i32.const 0) (local.get $s0))
    (call $lane (local.get $c) (local.get $rows) (local.get $count) (local.get $first) (i32.const 2) (local.get $s1))
    (call $lane (local.get $c) (local.get $rows) (local.get $count) (local.get $first) (i32.const 4) (local.get $s2))
    (call $lane (local.get $c) (local.get $rows) (local.get $count) (local.get $first) (i32.const 6) (local.get $s3)))

  (func $lane
    (param $c i32) (param $rows i32) (param $count i32) (param $first i32) (param $r i32) (param $sums v128)
    (local $row i32)
    (local.set $row (i32.add (local.get $rows) (i32.shl (local.get $r) (i32.const 2))))
    (if (i32.lt_s (local.get $r) (local.get $count))
      (then
        (call $give
          (i32.add (local.get $c) (i32.shl (i32.load (local.get $row)) (i32.const 3)))
          (f64x2.extract_lane 0 (local.get $sums)) (local.get $first))))
    (if (i32.lt_s (i32.add (local.get $r) (i32.const 1)) (local.get $count))
      (then
        (call $give
          (i32.add (local.get $c) (i32.shl (i32.load offset=4 (local.get $row)) (i32.const 3)))
          (f64x2.extract_lane 1 (local.get $sums)) (local.get $first)))))

  ;; c[cRows[r] + cColumns[n]] (+)= sum over k of packed[k][r] * b[bColumns[n] + bDepths[k]]
  (func (export "panel")
    (param $packed i32) (param $depth i32) (param $b i32) (param $bColumns i32) (param $bDepths i32)
    (param $columns i32) (param $c i32) (param $cColumns i32) (param $cRows i32) (param $count i32) (param $first i32)
    (local $n i32) (local $k i32) (local $from i32) (local $x i32) (local $y i32) (local $at i32) (local $depths i32)
    (local $end i32) (local $pair i32)
    (local $u v128) (local $v v128)
    (local $p0 v128) (local $p1 v128) (local $p2 v128) (local $p3 v128)
    (local $q0 v128) (local $q1 v128) (local $q2 v128) (local $q3 v128)
    (local $a v128)
    (local.set $end (i32.add (local.get $bDepths) (i32.shl (local.get $depth) (i32.const 2))))
    (block $done
      (loop $column
        (br_if $done (i32.ge_s (local.get $n) (local.get $columns)))
        (local.set $at (i32.shl (local.get $n) (i32.const 2)))
        (local.set $x
          (i32.add (local.get $b)
            (i32.shl (i32.load (i32.add (local.get $bColumns) (local.get $at))) (i32.const 3))))
        (local.set $pair (i32.lt_s (i32.add (local.get $n) (i32.const 1)) (local.get $columns)))
        ;; the last column alone is computed twice
        (local.set $y
          (if (result i32) (local.get $pair)
            (then
              (i32.add (local.get $b)
                (i32.shl (i32.load offset=4 (i32.add (local.get $bColumns) (local.get $at))) (i32.const 3))))
            (else (local.get $x))))
        (local.set $p0 (v128.const i64x2 0 0)) (local.set $p1 (v128.const i64x2 0 0))
        (local.set $p2 (v128.const i64x2 0 0)) (local.set $p3 (v128.const i64x2 0 0))
        (local.set $q0 (v128.const i64x2 0 0)) (local.set $q1 (v128.const i64x2 0 0))
        (local.set $q2 (v128.const i64x2 0 0)) (local.set $q3 (v128.const i64x2 0 0))
        (local.set $from (local.get $packed))
        (local.set $depths (local.get $bDepths))
        (block $summed
          (loop $sum
            (br_if $summed (i32.ge_u (local.get $depths) (local.get $end)))
            (local.set $k (i32.shl (i32.load (local.get $depths)) (i32.const 3)))
            (local.set $u (v128.load64_splat (i32.add (local.get $x) (local.get $k))))
            (local.set $v (v128.load64_splat (i32.add (local.get $y) (local.get $k))))
            (local.set $a (v128.load (local.get $from)))
            (local.set $p0 (f64x2.add (local.get $p0) (f64x2.mul (local.get $a) (local.get $u))))
            (local.set $q0 (f64x2.add (local.get $q0) (f64x2.mul (local.get $a) (local.get $v))))
            (local.set $a (v128.load offset=16 (local.get $from)))
            (local.set $p1 (f64x2.add (local.get $p1) (f64x2.mul (local.get $a) (local.get $u))))
            (local.set $q1 (f64x2.add (local.get $q1) (f64x2.mul (local.get $a) (local.get $v))))
            (local.set $a (v128.load offset=32 (local.get $from)))
            (local.set $p2 (f64x2.add (local.get $p2) (f64x2.mul (local.get $a) (local.get $u))))
            (local.set $q2 (f64x2.add (local.get $q2) (f64x2.mul (local.get $a) (local.get $v))))
            (local.set $a (v128.load offset=48 (local.get $from)))
            (local.set $p3 (f64x2.add (local.get $p3) (f64x2.mul (local.get $a) (local.get $u))))
            (local.set $q3 (f64x2.add (local.get $q3) (f64x2.mul (local.get $a) (local.get $v))))
            (local.set $from (i32.add (local.get $from) (i32.const 64)))
            (local.set $depths (i32.add (local.get $depths) (i32.const 4)))
            (br $sum)))
        (call $store
          (i32.add (local.get $c)
            (i32.shl (i32.load (i32.add (local.get $cColumns) (local.get $at))) (i32.const 3)))
          (local.get $cRows) (local.get $count) (local.get $first)
          (local.get $p0) (local.get $p1) (local.get $p2) (local.get $p3))
        (if (local.get $pair)
          (then
            (call $store
              (i32.add (local.get $c)
                (i32.shl (i32.load offset=4 (i32.add (local.get $cColumns) (local.get $at))) (i32.const 3)))
              (local.get $cRows) (local.get $count) (local.get $first)
              (local.get $q0) (local.get $q1) (local.get $q2) (local.get $q3))))
        (local.set $n (i32.add (local.get $n) (i32.const 2)))
        (br $column))))

  ;; c[i] (+)= factor * a[aDepths[k]] * b[bDepths[k] + i], one k after another, for all i below `length`
  (func (export "combine")
    (param $a i32) (param $aDepths i32) (param $b i32) (param $bDepths i32) (param $depth i32)
    (param $factor f64) (param $c i32) (param $length i32) (param $first i32)
    (local $k i32) (local $at i32) (local $even i32) (local $end i32) (local $from i32) (local $to i32)
    (local $from1 i32) (local $s f64) (local $s1 f64) (local $u v128) (local $u1 v128)
    (local.set $even (i32.shl (i32.and (local.get $length) (i32.const -2)) (i32.const 3)))
    (local.set $end (i32.shl (local.get $length) (i32.const 3)))
    (if (i32.and (local.get $first) (i32.gt_s (local.get $depth) (i32.const 0)))
      (then
        (local.set $s (call $scale (local.get $a) (local.get $aDepths) (i32.const 0) (local.get $factor)))
        (local.set $from (call $row (local.get $b) (local.get $bDepths) (i32.const 0)))
        (local.set $u (f64x2.splat (local.get $s)))
        (local.set $at (i32.const 0))
        (block $set_end
          (loop $set
            (br_if $set_end (i32.ge_s (local.get $at) (local.get $even)))
            (v128.store (i32.add (local.get $c) (local.get $at))
              (f64x2.mul (local.get $u) (v128.load (i32.add (local.get $from) (local.get $at)))))
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (br $set)))
        (if (i32.lt_s (local.get $at) (local.get $end))
          (then
            (f64.store (i32.add (local.get $c) (local.get $at))
              (f64.mul (local.get $s) (f64.load (i32.add (local.get $from) (local.get $at)))))))
        (local.set $k (i32.const 1))))
    ;; two rows at a time: each entry of c is read and written half as often
    (block $pairs_end
      (loop $pairs
        (br_if $pairs_end (i32.ge_s (i32.add (local.get $k) (i32.const 1)) (local.get $depth)))
        (local.set $s (call $scale (local.get $a) (local.get $aDepths) (local.get $k) (local.get $factor)))
        (local.set $s1 (call $scale (local.get $a) (local.get $aDepths) (i32.add (local.get $k) (i32.const 1)) (local.get $factor)))
        (local.set $from (call $row (local.get $b) (local.get $bDepths) (local.get $k)))
        (local.set $from1 (call $row (local.get $b) (local.get $bDepths) (i32.add (local.get $k) (i32.const 1))))
        (local.set $u (f64x2.splat (local.get $s)))
        (local.set $u1 (f64x2.splat (local.get $s1)))
        (local.set $at (i32.const 0))
        (block $pair_end
          (loop $pair
            (br_if $pair_end (i32.ge_s (local.get $at) (local.get $even)))
            (local.set $to (i32.add (local.get $c) (local.get $at)))
            (v128.store (local.get $to)
              (f64x2.add
                (f64x2.add (v128.load (local.get $to))
                  (f64x2.mul (local.get $u) (v128.load (i32.add (local.get $from) (local.get $at)))))
                (f64x2.mul (local.get $u1) (v128.load (i32.add (local.get $from1) (local.get $at))))))
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (br $pair)))
        (if (i32.lt_s (local.get $at) (local.get $end))
          (then
            (local.set $to (i32.add (local.get $c) (local.get $at)))
            (f64.store (local.get $to)
              (f64.add
                (f64.add (f64.load (local.get $to))
                  (f64.mul (local.get $s) (f64.load (i32.add (local.get $from) (local.get $at)))))
                (f64.mul (local.get $s1) (f64.load (i32.add (local.get $from1) (local.get $at))))))))
        (local.set $k (i32.add (local.get $k) (i32.const 2)))
        (br $pairs)))
    (if (i32.lt_s (local.get $k) (local.get $depth))
      (then
        (local.set $s (call $scale (local.get $a) (local.get $aDepths) (local.get $k) (local.get $factor)))
        (local.set $from (call $row (local.get $b) (local.get $bDepths) (local.get $k)))
        (local.set $u (f64x2.splat (local.get $s)))
        (local.set $at (i32.const 0))
        (block $last_end
          (loop $last
            (br_if $last_end (i32.ge_s (local.get $at) (local.get $even)))
            (local.set $to (i32.add (local.get $c) (local.get $at)))
            (v128.store (local.get $to)
              (f64x2.add (v128.load (local.get $to))
                (f64x2.mul (local.get $u) (v128.load (i32.add (local.get $from) (local.get $at))))))
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (br $last)))
        (if (i32.lt_s (local.get $at) (local.get $end))
          (then
            (local.set $to (i32.add (local.get $c) (local.get $at)))
            (f64.store (local.get $to)
              (f64.add (f64.load (local.get $to))
                (f64.mul (local.get $s) (f64.load (i32.add (local.get $from) (local.get $at)))))))))))

  ;; factor * a[offsets[k]]
  (func $scale (param $a i32) (param $offsets i32) (param $k i32) (param $factor f64) (result f64)
    (f64.mul (local.get $factor)
      (f64.load (call $row (local.get $a) (local.get $offsets) (local.get $k)))))

  ;; the address of b[offsets[k]]
  (func $row (param $b i32) (param $offsets i32) (param $k i32) (result i32)
    (i32.add (local.get $b)
      (i32.shl (i32.load (i32.add (local.get $offsets) (i32.shl (local.get $k) (i32.const 2)))) (i32.const 3))))

  ;; c[cRows[m]] (+)= factor * sum over k of a[k] * b[bRows[m] + k]: eight sums, of every eighth product each
  (func (export "dot")
    (param $a i32) (param $b i32) (param $bRows i32) (param $depth i32) (param $factor f64)
    (param $c i32) (param $cRows i32) (param $count i32) (param $first i32)
    (local $m i32) (local $at i32) (local $eights i32) (local $end i32) (local $from i32) (local $total f64)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local.set $eights (i32.shl (i32.and (local.get $depth) (i32.const -8)) (i32.const 3)))
    (local.set $end (i32.shl (local.get $depth) (i32.const 3)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_s (local.get $m) (local.get $count)))
        (local.set $from (call $row (local.get $b) (local.get $bRows) (local.get $m)))
        (local.set $s0 (v128.const i64x2 0 0)) (local.set $s1 (v128.const i64x2 0 0))
        (local.set $s2 (v128.const i64x2 0 0)) (local.set $s3 (v128.const i64x2 0 0))
        (local.set $at (i32.const 0))
        (block $eights_end
          (loop $eight
            (br_if $eights_end (i32.ge_s (local.get $at) (local.get $eights)))
            (local.set $s0 (f64x2.add (local.get $s0) (f64x2.mul
              (v128.load (i32.add (local.get $a) (local.get $at)))
              (v128.load (i32.add (local.get $from) (local.get $at))))))
            (local.set $s1 (f64x2.add (local.get $s1) (f64x2.mul
              (v128.load offset=16 (i32.add (local.get $a) (local.get $at)))
              (v128.load offset=16 (i32.add (local.get $from) (local.get $at))))))
            (local.set $s2 (f64x2.add (local.get $s2) (f64x2.mul
              (v128.load offset=32 (i32.add (local.get $a) (local.get $at)))
              (v128.load offset=32 (i32.add (local.get $from) (local.get $at))))))
            (local.set $s3 (f64x2.add (local.get $s3) (f64x2.mul
              (v128.load offset=48 (i32.add (local.get $a) (local.get $at)))
              (v128.load offset=48 (i32.add (local.get $from) (local.get $at))))))
            (local.set $at (i32.add (local.get $at) (i32.const 64)))
            (br $eight)))
        (local.set $s0 (f64x2.add
          (f64x2.add (local.get $s0) (local.get $s1)) (f64x2.add (local.get $s2) (local.get $s3))))
        (local.set $total
          (f64.add (f64x2.extract_lane 0 (local.get $s0)) (f64x2.extract_lane 1 (local.get $s0))))
        (block $rest_end
          (loop $rest
            (br_if $rest_end (i32.ge_s (local.get $at) (local.get $end)))
            (local.set $total (f64.add (local.get $total) (f64.mul
              (f64.load (i32.add (local.get $a) (local.get $at)))
              (f64.load (i32.add (local.get $from) (local.get $at))))))
            (local.set $at (i32.add (local.get $at) (i32.const 8)))
            (br $rest)))
        (call $give
          (call $row (local.get $c) (local.get $cRows) (local.get $m))
          (f64.mul (local.get $factor) (local.get $total)) (local.get $first))
        (local.set $m (i32.add (local.get $m) (i32.const 1)))
        (br $each))))
)
